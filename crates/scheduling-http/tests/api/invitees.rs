//! `/invitees`: what is known of one of them, and forgetting it.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Api, SLOT};

#[actix_web::test]
async fn an_invitee_is_exported_and_erased_by_address() {
    let api = Api::new().await;
    let (booking, token) = api.booked(SLOT).await;
    let body = json!({"email": "GRACE@example.org"});
    let known = api.post("/invitees/export", &body).await;
    assert_eq!(known.is(200)["bookings"][0]["id"], json!(booking));
    assert_eq!(known.body["bookings"][0]["invitee"]["name"], json!("Grace Hopper"));
    assert_eq!(known.body["broughtAlong"], json!([]));
    let erase = || api.admin(Method::POST, "/invitees/erase").key("0123456789abcdef").json(&body).send();
    let receipt = erase().await;
    assert_eq!(receipt.is(200)["bookings"], json!(1));
    assert!(!receipt.text.to_lowercase().contains("grace"), "{}", receipt.text);
    let again = erase().await;
    assert_eq!((again.is(200), again.header("idempotency-replayed")), (&receipt.body, "true"));
    let left = api.get(format!("/bookings/{booking}")).await;
    assert_eq!(left.is(200)["startTime"], json!(SLOT));
    assert_eq!(left.body["status"], json!("confirmed"));
    assert_eq!(left.body["invitee"]["email"], json!("erased@erased.invalid"));
    assert_eq!(left.body["invitee"]["notes"], Value::Null);
    // Whoever has the link has it from a mail to somebody who was forgotten.
    let mine = api.public(Method::GET, format!("/bookings/{booking}")).bearer(&token).send().await;
    mine.is_problem(401, "unauthenticated");
    assert_eq!(api.post("/invitees/export", &body).await.is(200)["bookings"], json!([]));
}

#[actix_web::test]
async fn who_was_brought_along_learns_nothing_of_the_others() {
    let api = Api::new().await;
    let mut body = api.booking(SLOT);
    body["guests"] = json!(["kay@example.org", "eve@example.org"]);
    let booked = api.public(Method::POST, "/bookings").json(&body).send().await;
    booked.is(201);
    let known = api.post("/invitees/export", &json!({"email": "kay@example.org"})).await;
    assert_eq!(known.is(200)["broughtAlong"][0]["id"], booked.body["id"]);
    assert_eq!(known.body["broughtAlong"][0]["startTime"], json!(SLOT));
    let text = known.text.to_lowercase();
    assert!(!text.contains("grace") && !text.contains("eve@"), "{text}");
}

#[actix_web::test]
async fn whom_it_is_about_is_an_address() {
    let api = Api::new().await;
    for path in ["/invitees/export", "/invitees/erase"] {
        let wrong = api.post(path, &json!({"email": "nobody", "name": "x"})).await;
        wrong.is_problem(422, "invalid");
        wrong.names(&[("/email", "invalid_email"), ("/name", "unknown_field")]);
    }
}
