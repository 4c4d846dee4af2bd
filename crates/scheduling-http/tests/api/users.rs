//! `users`.

use actix_web::http::Method;
use scheduling_engine::Scope;
use serde_json::{Value, json};

use crate::support::{Api, SLOT};

fn grace() -> Value {
    json!({"userId": "usr_7", "username": "grace", "displayName": "Grace", "email": "grace@example.org"})
}

#[actix_web::test]
async fn a_user_is_made_shown_listed_and_replaced() {
    let api = Api::new().await;
    let mut body = grace();
    body["dailyLimit"] = json!(3);
    body["minimumNoticeHours"] = json!(4);
    let made = api.post("/users", &body).await;
    made.is(201);
    let id = made.body["id"].as_str().unwrap().to_owned();
    assert_eq!(made.header("location"), format!("/api/admin/scheduling/users/{id}"));
    assert_eq!(made.body["timezone"], json!("America/New_York"));
    assert_eq!(made.body["defaultDuration"], json!(30));
    let effective = json!({
        "minimumNoticeHours": 4, "bookingWindowDays": 60, "bufferBeforeMins": 0, "bufferAfterMins": 15,
        "holidays": {"sets": [], "worked": []},
    });
    assert_eq!(made.body["effective"], effective);

    let shown = api.get(format!("/users/{id}")).await;
    assert_eq!(shown.is(200), &made.body);
    let page = api.get("/users?limit=1").await;
    assert_eq!(page.is(200)["items"][0]["username"], json!("ada"));
    let cursor = page.body["nextCursor"].as_str().unwrap();
    let next = api.get(format!("/users?limit=1&cursor={cursor}")).await;
    assert_eq!(next.is(200)["items"][0]["id"], json!(id));
    assert_eq!(next.body["nextCursor"], Value::Null);
}

#[actix_web::test]
async fn a_field_that_is_left_out_or_null_is_cleared() {
    let api = Api::new().await;
    let mut body = grace();
    body["dailyLimit"] = json!(3);
    body["avatarUrl"] = json!("https://example.org/grace.png");
    let made = api.post("/users", &body).await;
    let path = format!("/users/{}", made.is(201)["id"].as_str().unwrap());
    body["dailyLimit"] = Value::Null;
    body.as_object_mut().unwrap().remove("avatarUrl");
    let replaced = api.put(&path, &body).await;
    assert_eq!(replaced.is(200)["dailyLimit"], Value::Null);
    assert_eq!(replaced.body["avatarUrl"], Value::Null);
    assert_eq!(api.get(&path).await.body, replaced.body);
}

#[actix_web::test]
async fn what_a_replacement_leaves_out_is_gone() {
    let api = Api::new().await;
    let path = format!("/users/{}", api.post("/users", &grace()).await.is(201)["id"].as_str().unwrap());
    let mut full = grace();
    for (field, value) in [
        ("timezone", json!("Asia/Tokyo")),
        ("avatarUrl", json!("https://example.org/grace.png")),
        ("isActive", json!(false)),
        ("minimumNoticeHours", json!(4.5)),
        ("bookingWindowDays", json!(30)),
        ("bufferBeforeMins", json!(5)),
        ("bufferAfterMins", json!(10)),
        ("dailyLimit", json!(3)),
        ("weeklyLimit", json!(9)),
        ("monthlyLimit", json!(20)),
        ("defaultDuration", json!(45)),
        ("holidays", json!({"sets": ["DE-BY"], "worked": ["Epiphany"]})),
        ("locale", json!("fr")),
    ] {
        full[field] = value;
    }
    api.clears(&path, &grace(), &full, &[]).await;
}

#[actix_web::test]
async fn names_are_taken_once() {
    let api = Api::new().await;
    api.post("/users", &grace()).await.is(201);
    let mut other = grace();
    other["userId"] = json!("usr_8");
    api.post("/users", &other).await.is_problem(409, "username_taken");
    other = grace();
    other["username"] = json!("grace2");
    api.post("/users", &other).await.is_problem(409, "user_id_taken");
}

#[actix_web::test]
async fn everything_wrong_is_named_at_once() {
    let api = Api::new().await;
    let body = json!({
        "userId": "usr\u{0}7", "username": "Grace H", "email": "grace", "timezone": "Mars/Phobos",
        "avatarUrl": "javascript:alert(1)", "bufferAfterMins": -1, "minimumNoticeHours": "24", "admin": true,
    });
    let reply = api.post("/users", &body).await;
    reply.is_problem(422, "invalid");
    reply.names(&[
        ("/userId", "control_character"),
        ("/username", "invalid_character"),
        ("/displayName", "required"),
        ("/email", "invalid_email"),
        ("/timezone", "unknown_time_zone"),
        ("/avatarUrl", "invalid_url"),
        ("/minimumNoticeHours", "wrong_type"),
        ("/bufferAfterMins", "out_of_range"),
        ("/admin", "unknown_field"),
    ]);
}

#[actix_web::test]
async fn an_unknown_time_zone_has_its_own_code() {
    let api = Api::new().await;
    let mut body = grace();
    body["timezone"] = json!("Mars/Phobos");
    let reply = api.post("/users", &body).await;
    reply.is_problem(422, "unknown_time_zone");
    reply.names(&[("/timezone", "unknown_time_zone")]);
}

#[actix_web::test]
async fn a_user_with_future_bookings_is_deactivated_only_when_they_are_kept() {
    let api = Api::new().await;
    api.booked(SLOT).await;
    let path = format!("/users/{}", api.host());
    let body = json!({
        "userId": "ada", "username": "ada", "displayName": "ada", "email": "ada@example.org", "isActive": false
    });
    let refused = api.put(&path, &body).await;
    refused.is_problem(409, "future_bookings");
    assert_eq!(refused.body["futureBookings"], json!(1));
    let kept = api.put(format!("{path}?keep=true"), &body).await;
    assert_eq!(kept.is(200)["isActive"], json!(false));
}

#[actix_web::test]
async fn a_user_who_is_deactivated_gives_the_bookings_to_another_all_or_none() {
    let api = Api::new().await;
    let grace = api.post("/users", &grace()).await;
    let grace = grace.is(201)["id"].as_str().unwrap();
    let (booking, _) = api.booked(SLOT).await;
    let path = |query: &str| format!("/users/{}?{query}", api.host());
    let body = json!({
        "userId": "ada", "username": "ada", "displayName": "ada", "email": "ada@example.org", "isActive": false
    });
    let away = json!({"userId": grace, "startDate": "2026-03-16", "endDate": "2026-03-16"});
    let away = api.post("/blocked-dates", &away).await;
    let to_grace = path(&format!("reassignTo={grace}"));
    let refused = api.put(&to_grace, &body).await;
    refused.is_problem(409, "bookings_not_taken_over");
    assert_eq!(refused.body["refusedBookings"], json!([{"bookingId": booking, "reasons": ["blocked"]}]));
    let unchanged = api.get(format!("/bookings/{booking}")).await;
    assert_eq!(unchanged.is(200)["hostUserId"], json!(api.host()));

    let id = away.is(201)["id"].as_str().unwrap();
    api.admin(Method::DELETE, format!("/blocked-dates/{id}")).send().await.is(204);
    for (query, status, code) in [
        (format!("reassignTo={}", api.host()), 422, "unknown_reference"),
        (format!("reassignTo={grace}&keep=true"), 422, "inconsistent"),
        ("reassignTo=grace".to_owned(), 400, "malformed_parameter"),
    ] {
        api.put(path(&query), &body).await.is_problem(status, code);
    }
    assert_eq!(api.put(&to_grace, &body).await.is(200)["isActive"], json!(false));
    let given = api.get(format!("/bookings/{booking}")).await;
    assert_eq!(given.is(200)["hostUserId"], json!(grace));
    assert_eq!(given.body["startTime"], json!(SLOT));
}

#[actix_web::test]
async fn a_key_that_is_bound_to_a_user_reaches_that_user_only() {
    let api = Api::new().await;
    let grace = api.post("/users", &grace()).await;
    let grace = grace.is(201)["id"].as_str().unwrap();
    let bound = api.key(&[Scope::Read, Scope::ConfigWrite], Some(api.world.host.id)).await;
    let own = api.admin(Method::GET, "/users").bearer(&bound).send().await;
    assert_eq!(own.is(200)["items"].as_array().unwrap().len(), 1);
    let foreign = api.admin(Method::GET, format!("/users/{grace}")).bearer(&bound).send().await;
    foreign.is_problem(404, "not_found");
    let path = format!("/availability?userId={grace}");
    api.admin(Method::GET, path).bearer(&bound).send().await.is_problem(404, "not_found");
    // Where the caller's own things are meant, the key says whose.
    let availability = api.admin(Method::GET, "/availability").bearer(&bound).send().await;
    assert_eq!(availability.is(200)["userId"], json!(api.host()));
}

#[actix_web::test]
async fn whose_things_are_meant_is_never_guessed() {
    let api = Api::new().await;
    let reply = api.get("/availability").await;
    reply.is_problem(422, "required");
    reply.names(&[("/userId", "required")]);
    api.get("/availability?userId=current").await.is_problem(400, "malformed_parameter");
}

#[actix_web::test]
async fn a_tenant_with_a_hyphen_in_its_slug_is_a_tenant() {
    let api = Api::new().await;
    let (_, key) = api.world.tenant("a-b").await;
    let made = api.admin(Method::POST, "/users").bearer(&key).json(&grace()).send().await;
    made.is(201);
    let profile = api.ask(Method::GET, "/api/public/scheduling/a-b/users/grace").send().await;
    assert_eq!(profile.is(200)["username"], json!("grace"));
}
