//! `mail-templates`: set, shown, tried out, and what mails say by them.

use std::{fs, sync::Arc};

use actix_web::http::Method;
use scheduling_connect::{AllowedNetworks, Connectors, FileSink, Mail, Trust, Webhooks};
use scheduling_engine::{Worker, WorkerOptions, WorkerParts};
use scheduling_render::mail::VARIABLES;
use serde_json::{Value, json};

use crate::support::{Api, Reply, SLOT};

const CONFIRMATION: &str = "/mail-templates/confirmation/invitee";

fn german() -> String {
    format!("{CONFIRMATION}?locale=de")
}

async fn preview(api: &Api, body: &Value) -> Reply {
    api.post("/mail-templates/preview", body).await
}

#[actix_web::test]
async fn a_template_is_set_shown_listed_and_deleted() {
    let api = Api::new().await;
    assert_eq!(api.get("/mail-templates").await.is(200), &json!({"items": []}));
    api.get(CONFIRMATION).await.is_problem(404, "not_found");
    let set = api.put(CONFIRMATION, &json!({"subject": "See you", "html": "<p>{{ when }}</p>"})).await;
    let expected = json!({
        "kind": "confirmation", "audience": "invitee", "locale": null, "subject": "See you", "text": null,
        "html": "<p>{{ when }}</p>", "updatedAt": "2026-03-02T12:00:00Z",
    });
    assert_eq!(set.is(200), &expected);
    assert_eq!(api.get(CONFIRMATION).await.is(200), &expected);
    api.get(german()).await.is_problem(404, "not_found");
    let set = api.put(german(), &json!({"text": "Bis dann: {{ when }}"})).await;
    assert_eq!((&set.is(200)["locale"], &set.body["subject"]), (&json!("de"), &Value::Null));
    let list = api.get("/mail-templates").await;
    let (at, kind) = ("2026-03-02T12:00:00Z", "confirmation");
    let items = json!([
        {"kind": kind, "audience": "invitee", "locale": null, "parts": ["subject", "html"], "updatedAt": at},
        {"kind": kind, "audience": "invitee", "locale": "de", "parts": ["text"], "updatedAt": at},
    ]);
    assert_eq!(list.is(200)["items"], items);
    api.admin(Method::DELETE, CONFIRMATION).send().await.is(204);
    api.admin(Method::DELETE, CONFIRMATION).send().await.is_problem(404, "not_found");
    api.get(german()).await.is(200);
    let changes = api.get("/changelog?entityType=mail_template&action=deleted").await;
    assert_eq!(changes.is(200)["items"][0]["before"]["html"], json!("<p>{{ when }}</p>"));
}

#[actix_web::test]
async fn a_template_is_replaced_as_a_whole() {
    let api = Api::new().await;
    let full = json!({"subject": "Hi", "text": "{{ when }}", "html": "<p>{{ when }}</p>"});
    api.clears(CONFIRMATION, &json!({"subject": "See you"}), &full, &["/locale"]).await;
}

#[actix_web::test]
async fn mails_that_nobody_gets_have_no_template() {
    let api = Api::new().await;
    let (hi, path) = (json!({"subject": "Hi"}), "/mail-templates/decline/host");
    for reply in [
        api.get(path).await,
        api.put(path, &hi).await,
        api.admin(Method::DELETE, path).send().await,
        preview(&api, &json!({"kind": "decline", "audience": "host"})).await,
    ] {
        reply.is_problem(422, "inconsistent");
        reply.names(&[("/audience", "inconsistent")]);
        assert!(reply.text.contains("gets no mail of the kind decline"), "{}", reply.text);
    }
    let unknown = api.put("/mail-templates/birthday/everybody?locale=tlh", &hi).await;
    unknown.is_problem(422, "not_allowed");
    unknown.names(&[("/kind", "not_allowed"), ("/audience", "not_allowed")]);
    api.get(format!("{CONFIRMATION}?locale=tlh")).await.is_problem(422, "not_allowed");
    api.get(format!("{CONFIRMATION}?locale=")).await.is_problem(422, "not_allowed");
}

#[actix_web::test]
async fn what_is_wrong_with_a_template_is_named_with_its_part_and_line() {
    let api = Api::new().await;
    let body = json!({"subject": "Hi {{ nme }}", "text": "Hi\n{% if %}", "html": "<p>\n\n<a href={{ links.manage }}>"});
    let reply = api.put(CONFIRMATION, &body).await;
    reply.is_problem(422, "invalid_template");
    let each = ["/subject", "/text", "/html"].map(|part| (part, "invalid_template"));
    reply.names(&each);
    let detail = |at: usize| reply.body["errors"][at]["detail"].as_str().unwrap().to_owned();
    assert_eq!(detail(0), "line 1: there is no variable `nme`");
    assert!(detail(1).starts_with("line 2: cannot be read:"), "{}", detail(1));
    assert!(detail(2).starts_with("line 3: a value inside of a tag must stand in an attribute"), "{}", detail(2));
    api.put(CONFIRMATION, &json!({})).await.is_problem(422, "required");
    api.put(CONFIRMATION, &json!({"subject": null, "html": null})).await.is_problem(422, "required");
    let reply = api.put(CONFIRMATION, &json!({"subject": "ä".repeat(1001), "text": "\u{0}", "html": " \n"})).await;
    reply.is_problem(422, "invalid");
    reply.names(&[("/subject", "too_long"), ("/text", "control_character"), ("/html", "empty")]);
    api.put(CONFIRMATION, &json!({"text": "ä".repeat(20_001)})).await.is_problem(422, "too_long");
    assert_eq!(api.get("/mail-templates").await.is(200)["items"], json!([]), "nothing of it was kept");
    let longest = json!({"subject": "ä".repeat(1000), "text": "ä".repeat(20_000), "html": "a".repeat(20_000)});
    api.put(CONFIRMATION, &longest).await.is(200);
}

#[actix_web::test]
async fn a_hostile_template_is_refused_and_costs_little() {
    let api = Api::new().await;
    for (part, source) in [
        ("subject", format!("{{{{ 1 {} }}}}", "+1".repeat(450))),
        ("text", "{% set a = 'x' * 100001 %}{{ a }}".to_owned()),
        (
            "text",
            "{% for a in when %}{% for b in when %}{% for c in when %}{{ notes }}{% endfor %}{% endfor %}{% endfor %}"
                .to_owned(),
        ),
        ("html", "{% include 'https://evil.example/x' %}".to_owned()),
        ("html", "{{ range(100000000) }}".to_owned()),
        ("html", "{{ notes|safe }}".to_owned()),
        ("html", "<script>let name = \"{{ invitee_name }}\";</script>".to_owned()),
        ("html", "{{ when.__class__ }}".to_owned()),
    ] {
        let template = json!({(part): source});
        let reply = api.put(CONFIRMATION, &template).await;
        reply.is_problem(422, "invalid_template");
        reply.names(&[(format!("/{part}").as_str(), "invalid_template")]);
        // The same is said of it without being kept, and the product's text is shown, or what there is to be seen of it.
        let shown = preview(&api, &json!({"kind": "confirmation", "audience": "invitee", "template": template})).await;
        assert_eq!(shown.is(200)["refused"][0]["part"], json!(part), "{}", shown.text);
        assert!(shown.body["subject"].as_str().unwrap().contains("Intro"), "{}", shown.text);
    }
    assert_eq!(api.get("/mail-templates").await.is(200)["items"], json!([]));
}

#[actix_web::test]
async fn a_preview_shows_the_tenants_brand_and_keeps_nothing() {
    let api = Api::new().await;
    let name = "<b>Söhne & Co</b>";
    let branding = json!({
        "displayName": name, "logoUrl": "https://example.org/logo.png", "accentColor": "#0a7cff", "locale": "de",
    });
    api.put("/settings", &json!({"branding": branding})).await.is(200);
    let template =
        json!({"subject": "{{ tenant_name }}", "html": "<p>Von {{ tenant_name }} für {{ invitee_name }}</p>"});
    let mut body = json!({"kind": "confirmation", "audience": "invitee", "template": template});
    let shown = preview(&api, &body).await;
    assert_eq!((&shown.is(200)["locale"], &shown.body["writtenBy"]), (&json!("de"), &json!("given")));
    assert_eq!((&shown.body["subject"], &shown.body["refused"]), (&json!(name), &json!([])));
    let html = shown.body["html"].as_str().unwrap();
    assert!(html.contains("Von &lt;b&gt;Söhne &amp; Co&lt;&#x2f;b&gt; für Grace Hopper"), "{html}");
    assert!(!html.contains("<b>Söhne"), "{html}");
    assert!(html.contains("https://example.org/logo.png"), "{html}");
    let text = shown.body["text"].as_str().unwrap();
    assert!(text.contains(name) && text.contains("2026"), "the product's: {text}");
    assert_eq!(api.get("/mail-templates").await.is(200)["items"], json!([]));
    // Without one, the one that is kept; without that, the product's.
    body.as_object_mut().unwrap().remove("template");
    assert_eq!(preview(&api, &body).await.is(200)["writtenBy"], json!("product"));
    api.put(german(), &json!({"subject": "Bis dann"})).await.is(200);
    let shown = preview(&api, &body).await;
    assert_eq!((&shown.is(200)["writtenBy"], &shown.body["subject"]), (&json!("stored"), &json!("Bis dann")));
    body["locale"] = json!("fr");
    assert_eq!(preview(&api, &body).await.is(200)["writtenBy"], json!("product"));
    api.put(CONFIRMATION, &json!({"subject": "See you"})).await.is(200);
    assert_eq!(preview(&api, &body).await.is(200)["subject"], json!("See you"));
    // What fails for others only is told as well.
    body["template"] = json!({"text": "{% if audience == 'host' %}{{ links.nothing }}{% endif %}Hi"});
    let shown = preview(&api, &body).await;
    let refused = json!([{"part": "text", "line": 1, "problem": "there is no variable `links.nothing`"}]);
    assert_eq!(shown.is(200)["refused"], refused);
    assert!(shown.body["text"].as_str().unwrap().starts_with("Hi\n"), "{}", shown.text);
    body["template"] = json!({});
    preview(&api, &body).await.names(&[("/template", "required")]);
}

/// Sends what is owed into a folder; the mails, with long lines put together again, of the header and of the parts.
async fn mails(api: &Api) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let sink = FileSink::new(folder.path(), "book@scheduling.test".parse().unwrap());
    let webhooks = Webhooks::new(AllowedNetworks::default(), Trust::mozilla()).unwrap();
    let parts = WorkerParts {
        engine: api.world.engine.clone(),
        deliver: Arc::new(Connectors { mail: Mail::Folder(sink), webhooks }),
        event_body: scheduling_http::event_body,
        public_url: "https://book.example.org".to_owned(),
        options: WorkerOptions::default(),
    };
    Worker::new(parts).drain().await.unwrap();
    let files = fs::read_dir(folder.path()).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    files.map(|mail| mail.replace("=\r\n", "").replace("\r\n ", " ")).collect()
}

/// Those to this address.
fn to<'a>(mails: &'a [String], address: &str) -> Vec<&'a String> {
    let is_to = |line: &str| line.starts_with("To: ") && line.contains(address);
    mails.iter().filter(|mail| mail.lines().any(is_to)).collect()
}

#[actix_web::test]
async fn mails_are_written_by_the_template_in_the_readers_language() {
    let api = Api::new().await;
    api.put(CONFIRMATION, &json!({"subject": "See you, {{ invitee_name }}"})).await.is(200);
    let text =
        json!({"subject": "Bis dann", "text": "Hallo {{ invitee_name }}", "html": "<p>Hallo {{ invitee_name }}</p>"});
    api.put(german(), &text).await.is(200);
    api.booked(SLOT).await;
    let mut body = api.booking("2026-03-17T13:00:00Z");
    body["invitee"] = json!({"name": "<i>Eve</i>", "email": "eve@example.org", "locale": "de"});
    api.public(Method::POST, "/bookings").json(&body).send().await.is(201);
    let mails = mails(&api).await;
    let grace = to(&mails, "grace@example.org").remove(0);
    assert!(grace.contains("Subject: See you, Grace Hopper\r\n"), "{grace}");
    let eve = to(&mails, "eve@example.org").remove(0);
    assert!(eve.contains("Subject: Bis dann\r\n") && eve.contains("Hallo <i>Eve</i>"), "{eve}");
    assert!(eve.contains("<p>Hallo &lt;i&gt;Eve&lt;&#x2f;i&gt;</p>"), "{eve}");
    let hosts = to(&mails, "ada@example.org");
    assert!(hosts.len() == 2 && hosts.iter().all(|mail| !mail.contains("See you")), "{hosts:?}");
}

#[actix_web::test]
async fn a_template_that_fails_later_loses_no_mail_and_is_seen_at_the_delivery() {
    let api = Api::new().await;
    // Whoever checks it calls off with a reason.
    let template = json!({"subject": "Not now", "text": "{{ reason }}"});
    api.put("/mail-templates/cancellation/invitee", &template).await.is(200);
    let (booking, _) = api.booked(SLOT).await;
    api.post(format!("/bookings/{booking}/cancel"), &json!({})).await.is(200);
    let mails = mails(&api).await;
    let mail = to(&mails, "grace@example.org").remove(0);
    assert!(mail.contains("Subject: Not now\r\n") && mail.contains("Europe/Berlin"), "with the product's text: {mail}");
    let list = api.get(format!("/deliveries?bookingId={booking}&state=delivered")).await;
    let of = |kind: &str| {
        list.is(200)["items"].as_array().unwrap().iter().find(|item| item["recipient"]["kind"] == kind).unwrap()
    };
    let said = "the template failed, and the product's text was sent in its place: text: says nothing";
    assert_eq!((&of("invitee")["lastError"], &of("host")["lastError"]), (&json!(said), &Value::Null));
    let delivery = api.get(format!("/deliveries/{}", of("invitee")["id"].as_str().unwrap())).await;
    assert_eq!(
        (&delivery.is(200)["state"], &delivery.body["attempts"][0]["error"]),
        (&json!("delivered"), &json!(said))
    );
}

#[test]
fn every_variable_is_named_where_templates_are_set() {
    let document: Value = serde_json::from_str(&scheduling_http::openapi_json()).unwrap();
    let path = "/paths/~1api~1admin~1scheduling~1mail-templates~1{kind}~1{audience}/put/description";
    let described = document.pointer(path).and_then(Value::as_str).unwrap();
    for (variable, _) in VARIABLES {
        assert!(described.contains(&format!("`{variable}`")), "{variable} is not described");
    }
}
