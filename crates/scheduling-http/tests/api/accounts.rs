//! `/api/account`, `accounts` and `invitations`.

use std::sync::Arc;

use actix_web::http::Method;
use scheduling_engine::{Role, SessionSecret};
use scheduling_http::{AppOptions, Limiters, RateLimiting};
use scheduling_lock::LocalLimiter;
use scheduling_testkit::people::PASSWORD;
use serde_json::{Value, json};

use crate::support::{Api, Reply};

fn credentials(name: &str, password: &str) -> Value {
    json!({"tenant": "acme", "email": format!("{name}@example.org"), "password": password})
}

async fn sign_in(api: &Api, name: &str, password: &str) -> Reply {
    api.ask(Method::POST, "/api/account/session").json(&credentials(name, password)).send().await
}

/// The session that an answer begins.
fn session(reply: &Reply) -> SessionSecret {
    reply.is(200);
    let cookie = reply.header("set-cookie");
    let value = cookie.strip_prefix("scheduling_session=").and_then(|rest| rest.split(';').next());
    SessionSecret::presented(value.unwrap_or_else(|| panic!("{cookie}")))
}

fn token(reply: &Reply) -> String {
    reply.is(201)["token"].as_str().unwrap().to_owned()
}

async fn accept(api: &Api, token: &str) -> Reply {
    let body = json!({"token": token, "displayName": "Grace Hopper", "password": PASSWORD});
    api.ask(Method::POST, "/api/account/invitations/accept").json(&body).send().await
}

#[actix_web::test]
async fn an_owner_is_invited_signs_in_and_out() {
    let api = Api::new().await;
    let path = format!("/tenants/{}/owner-invitations", api.world.admin.tenant().id);
    let invite = || api.platform(Method::POST, &path).json(&json!({"email": "Grace@Example.org"})).send();
    let account = accept(&api, &token(&invite().await)).await;
    assert_eq!((&account.is(201)["email"], &account.body["role"]), (&json!("grace@example.org"), &json!("owner")));
    invite().await.is_problem(409, "owner_exists");

    let signed_in = sign_in(&api, "grace", PASSWORD).await;
    let secret = session(&signed_in);
    assert_eq!(signed_in.body["csrfToken"], json!(secret.csrf_token()));
    assert_eq!((&signed_in.body["account"], &signed_in.body["tenant"]), (&account.body, &json!("acme")));
    assert!(!signed_in.text.contains(secret.reveal()), "the secret is in the cookie alone");
    let shown = api.ask(Method::GET, "/api/account/session").cookie(&secret).send().await;
    assert_eq!(shown.is(200), &signed_in.body);
    let settings = || api.ask(Method::GET, "/api/admin/scheduling/settings").cookie(&secret).send();
    settings().await.is(200);
    let out = api.ask(Method::DELETE, "/api/account/session").session(&secret).send().await;
    out.is(204);
    assert!(out.header("set-cookie").contains("Max-Age=0"), "{}", out.header("set-cookie"));
    settings().await.is_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn what_a_session_changes_needs_its_token() {
    let api = Api::new().await;
    api.world.account("grace", Role::Admin, None).await;
    let (secret, other) = (api.world.sign_in("grace").await, api.world.sign_in("grace").await);
    let path = "/api/admin/scheduling/invitations";
    let body = json!({"email": "eve@example.org", "role": "member"});
    let invite = || api.ask(Method::POST, path).cookie(&secret).json(&body);
    invite().send().await.is_problem(403, "csrf_failed");
    for wrong in ["", "x", secret.reveal(), &other.csrf_token()] {
        invite().header("x-csrf-token", wrong).send().await.is_problem(403, "csrf_failed");
    }
    api.ask(Method::DELETE, "/api/account/session").cookie(&secret).send().await.is_problem(403, "csrf_failed");
    let others = "/api/account/session/sign-out-others";
    api.ask(Method::POST, others).cookie(&secret).send().await.is_problem(403, "csrf_failed");
    assert_eq!(api.get("/invitations").await.is(200)["items"], json!([]), "nothing was done");
    api.ask(Method::POST, path).session(&secret).json(&body).send().await.is(201);
    // A credential that no other site can make a browser send needs none, and counts for itself.
    invite().bearer(&api.world.api_key).send().await.is(201);
    invite().bearer("sk_wrong").send().await.is_problem(401, "unauthenticated");

    api.ask(Method::POST, others).session(&secret).send().await.is(204);
    api.ask(Method::GET, "/api/account/session").cookie(&other).send().await.is_problem(401, "unauthenticated");
    api.ask(Method::GET, "/api/account/session").cookie(&secret).send().await.is(200);
}

#[actix_web::test]
async fn the_cookie_is_for_this_server_and_no_script() {
    let api = Api::new().await;
    api.world.account("grace", Role::Admin, None).await;
    let plain = sign_in(&api, "grace", PASSWORD).await;
    let attributes = |reply: &Reply| {
        let mut parts: Vec<String> = reply.header("set-cookie").split("; ").skip(1).map(str::to_owned).collect();
        parts.sort();
        parts
    };
    assert_eq!(attributes(&plain), ["HttpOnly", "Path=/", "SameSite=Lax"]);
    let mut options = AppOptions::default();
    options.public_url = Some("https://book.example.org".to_owned());
    let api = Api::with(options).await;
    api.world.account("grace", Role::Admin, None).await;
    let secure = sign_in(&api, "grace", PASSWORD).await;
    assert_eq!(attributes(&secure), ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
    assert!(secure.header("set-cookie").starts_with("__Host-scheduling_session=ss_"), "{secure:?}");
    let secret = api.world.sign_in("grace").await;
    let by_other_name = api.ask(Method::GET, "/api/account/session").cookie(&secret).send().await;
    by_other_name.is_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn whatever_is_wrong_with_a_sign_in_is_answered_alike() {
    let api = Api::new().await;
    let grace = api.world.account("grace", Role::Member, None).await;
    let refused = async |body: Value| {
        let reply = api.ask(Method::POST, "/api/account/session").json(&body).send().await;
        reply.is_problem(401, "sign_in_failed");
        assert_eq!((reply.header("set-cookie"), reply.header("www-authenticate")), ("", "Bearer"));
        let mut body = reply.body;
        body["instance"] = Value::Null;
        body
    };
    let wrong = refused(credentials("grace", "wrong")).await;
    assert_eq!(refused(credentials("nobody", PASSWORD)).await, wrong);
    let mut elsewhere = credentials("grace", PASSWORD);
    elsewhere["tenant"] = json!("globex");
    assert_eq!(refused(elsewhere).await, wrong);
    let closed = json!({"displayName": "Grace", "role": "member", "isActive": false});
    api.put(format!("/accounts/{}", grace.id), &closed).await.is(200);
    assert_eq!(refused(credentials("grace", PASSWORD)).await, wrong);
}

#[actix_web::test]
async fn attempts_to_sign_in_are_limited_for_each_account_and_each_address() {
    let limiters = Limiters { reads: Arc::new(LocalLimiter::new()), writes: Arc::new(LocalLimiter::new()) };
    let mut options = AppOptions::default();
    options.rate_limiting = RateLimiting::On(limiters);
    let api = Api::with(options).await;
    api.world.account("grace", Role::Member, None).await;
    let attempt = |name: &str, password: &str, address: &str| {
        let ask = api.ask(Method::POST, "/api/account/session").json(&credentials(name, password));
        ask.sent_from(&format!("{address}:1234")).send()
    };
    // One account from many addresses, however its address is written; whether it is there makes no difference.
    for name in ["grace", "nobody"] {
        for n in 0..10 {
            let spelt = if n % 2 == 0 { name.to_owned() } else { name.to_uppercase() };
            attempt(&spelt, "wrong", &format!("203.0.113.{n}")).await.is_problem(401, "sign_in_failed");
        }
        let limited = attempt(name, PASSWORD, "203.0.113.99").await;
        limited.is_problem(429, "rate_limited");
        let wait: u32 = limited.header("retry-after").parse().unwrap();
        assert!((1..=90).contains(&wait), "{wait}");
    }
    // Many accounts from one address.
    for n in 0..30 {
        attempt(&format!("user{n}"), "wrong", "198.51.100.7").await.is_problem(401, "sign_in_failed");
    }
    attempt("user99", "wrong", "198.51.100.7").await.is_problem(429, "rate_limited");
    attempt("user99", "wrong", "198.51.100.8").await.is_problem(401, "sign_in_failed");
}

#[actix_web::test]
async fn attempts_at_links_and_at_accounts_are_limited_also_where_calls_are_not() {
    let api = Api::new().await;
    let attempt = |path: &str, body: &Value, address: &str| {
        api.ask(Method::POST, path).json(body).sent_from(&format!("{address}:1234")).send()
    };
    let reset = json!({"token": "sl_guessed", "password": PASSWORD});
    let accept = json!({"token": "sl_guessed", "displayName": "Eve", "password": PASSWORD});
    for _ in 0..15 {
        attempt("/api/account/password-reset", &reset, "198.51.100.7").await.is_problem(410, "link_invalid");
        attempt("/api/account/invitations/accept", &accept, "198.51.100.7").await.is_problem(410, "link_invalid");
    }
    attempt("/api/account/password-reset", &reset, "198.51.100.7").await.is_problem(429, "rate_limited");
    attempt("/api/account/password-reset", &reset, "198.51.100.8").await.is_problem(410, "link_invalid");
    for _ in 0..10 {
        attempt("/api/account/session", &credentials("eve", "wrong"), "198.51.100.9").await;
    }
    let limited = attempt("/api/account/session", &credentials("eve", "wrong"), "198.51.100.10").await;
    limited.is_problem(429, "rate_limited");
}

#[actix_web::test]
async fn an_invitation_is_shown_once_listed_and_withdrawn() {
    let api = Api::new().await;
    let body = json!({"email": "grace@example.org", "role": "member", "userId": api.host()});
    let invite = || api.admin(Method::POST, "/invitations").key("0123456789abcdef").json(&body).send();
    let made = invite().await;
    let token = token(&made);
    let again = invite().await;
    assert_eq!((&again.is(201)["token"], &again.body["secretShown"]), (&Value::Null, &json!(true)));
    let list = api.get("/invitations").await;
    assert_eq!(list.is(200)["items"][0]["email"], json!("grace@example.org"));
    assert!(!list.text.contains(&token));
    api.admin(Method::DELETE, format!("/invitations/{}", made.body["id"].as_str().unwrap())).send().await.is(204);
    accept(&api, &token).await.is_problem(410, "link_invalid");
    assert_eq!(api.get("/invitations").await.is(200)["items"], json!([]));
}

#[actix_web::test]
async fn a_password_is_set_anew_by_a_link_of_an_admin() {
    let api = Api::new().await;
    let grace = api.world.account("grace", Role::Member, None).await;
    let secret = api.world.sign_in("grace").await;
    let token = token(&api.admin(Method::POST, format!("/accounts/{}/password-reset", grace.id)).send().await);
    let reset = |password: &str| {
        let body = json!({"token": token, "password": password});
        api.ask(Method::POST, "/api/account/password-reset").json(&body).send()
    };
    reset("too short").await.names(&[("/password", "too_short")]);
    let done = reset("another long password").await;
    assert_eq!(done.is(200)["email"], json!("grace@example.org"));
    reset("another long password").await.is_problem(410, "link_invalid");
    api.ask(Method::GET, "/api/account/session").cookie(&secret).send().await.is_problem(401, "unauthenticated");
    sign_in(&api, "grace", PASSWORD).await.is_problem(401, "sign_in_failed");
    sign_in(&api, "grace", "another long password").await.is(200);
}

#[actix_web::test]
async fn an_account_is_changed_within_what_the_role_allows() {
    let api = Api::new().await;
    let ada = api.world.account("ada", Role::Owner, None).await;
    let grace = api.world.account("grace", Role::Member, None).await;
    let path = format!("/accounts/{}", grace.id);
    let body = json!({"displayName": "Rear Admiral", "role": "admin", "userId": api.host()});
    let changed = api.put(&path, &body).await;
    assert_eq!(
        (&changed.is(200)["displayName"], &changed.body["userId"]),
        (&json!("Rear Admiral"), &json!(api.host()))
    );
    assert_eq!(api.get(&path).await.is(200), &changed.body);
    assert_eq!(api.get("/accounts").await.is(200)["items"].as_array().unwrap().len(), 2);
    let promoted = api.put(&path, &json!({"displayName": "Grace", "role": "owner"})).await;
    promoted.is_problem(403, "forbidden");
    let demoted = json!({"displayName": "Ada", "role": "member"});
    let path = format!("/api/admin/scheduling/accounts/{}", ada.id);
    let owner = api.world.sign_in("ada").await;
    let demoted = api.ask(Method::PUT, &path).session(&owner).json(&demoted).send().await;
    demoted.is_problem(409, "last_owner");
    let absent = json!({"displayName": "Grace", "role": "member", "userId": "00000000-0000-0000-0000-00000000ffff"});
    api.put(format!("/accounts/{}", grace.id), &absent).await.names(&[("/userId", "unknown_reference")]);
    let again = api.post("/invitations", &json!({"email": "ada@example.org", "role": "member"})).await;
    again.is_problem(409, "email_taken");
}

#[actix_web::test]
async fn what_a_replacement_leaves_out_is_gone() {
    let api = Api::new().await;
    let grace = api.world.account("grace", Role::Member, None).await;
    let bare = json!({"displayName": "Grace", "role": "member"});
    let full = json!({"displayName": "Grace", "role": "member", "userId": api.host(), "isActive": false});
    api.clears(&format!("/accounts/{}", grace.id), &bare, &full, &[]).await;
}
