//! Forms as nobody's browser sends them.

use actix_web::test::TestRequest;

use crate::desk::Desk;

/// So many fields of one kind as a body can have.
fn many(field: impl Fn(usize) -> String) -> String {
    let mut body = String::new();
    for at in 0.. {
        let field = field(at);
        if body.len() + field.len() >= 60_000 {
            break;
        }
        body.push_str(&field);
    }
    body
}

/// Bodies that would be dear to whoever took them at their word.
fn bodies() -> Vec<String> {
    vec![
        format!("{}=1", "a/".repeat(30_000)),
        format!("{}=1", "0/".repeat(30_000)),
        format!("_null={}", "a/".repeat(30_000)),
        many(|_| "a&".to_owned()),
        many(|at| format!("customQuestions/{at}/x=1&")),
        many(|at| format!("overrides/{at}/date=x&")),
        many(|at| format!("weeklySchedule/monday/{at}/start=x&")),
        "customQuestions/4294967296/x=1".to_owned(),
        "customQuestions/18446744073709551615/label=x&customQuestions/a/label=y".to_owned(),
        "hosts/99999999999999999999999999/x=1&hosts/0/x=1".to_owned(),
        "customQuestions=1&customQuestions/0/label=2&hosts/*=1&name/0=1&weeklySchedule=x&overrides=1&_answers/1=1"
            .to_owned(),
        "name=%00%FF&_date=9999-12-31&_time=23:59&_zone=UTC&startTime=-9999-01-01T00:00:00Z&_rows=18446744073709551615"
            .to_owned(),
    ]
}

#[actix_web::test]
async fn no_form_is_a_danger() {
    let desk = Desk::owner().await;
    let host = desk.site.world.host.id;
    let booking = desk.site.book(crate::site::SLOT).await;
    let page = desk.page("/admin").await;
    let csrf = page.field("_csrf");
    let forms = [
        "/admin/sign-in".to_owned(),
        format!("/admin/event-types/new?of={host}"),
        "/admin/availability".to_owned(),
        "/admin/availability/schedules/new".to_owned(),
        "/admin/availability/blocked-dates".to_owned(),
        "/admin/availability/holidays".to_owned(),
        "/admin/bookings/new".to_owned(),
        format!("/admin/bookings/{}/move", booking.id),
        format!("/admin/hosts/{host}"),
        "/admin/settings".to_owned(),
        "/admin/webhooks".to_owned(),
        "/admin/mails/confirmation/invitee".to_owned(),
    ];
    for path in &forms {
        for body in bodies() {
            for button in [
                "",
                "more",
                "copy&_from=monday&_to-friday=on",
                "simulate",
                "preview",
                "remove customQuestions/4294967295",
            ] {
                let body = format!("_csrf={csrf}&_do={button}&{body}");
                let request = TestRequest::post().uri(path).insert_header(("sec-fetch-site", "same-origin"));
                let request = request.insert_header(("content-type", "application/x-www-form-urlencoded"));
                let reply = desk.site.send(desk.with_cookie(request).set_payload(body.clone())).await;
                let told = body.chars().take(200).collect::<String>();
                assert!(reply.status.as_u16() < 500, "{path} {told}: {}", reply.status);
                assert!(reply.text.len() < 8_000_000, "{path} {told}: {} bytes", reply.text.len());
            }
        }
    }
}
