//! Users of embedding platforms, who come with a token that their platform has signed.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use hmac::{Hmac, Mac as _};
use jiff::SignedDuration;
use scheduling_core::HostProfile;
use scheduling_engine::{Failure, FutureBookings, NewBlock, Principal, ReplaceHost, Role, Scope, What, Writing};
use scheduling_testkit::{
    World,
    issuer::{ACME_ONLY, AUDIENCE, NOW_SECONDS, PLATFORM, claims, public_key, signed, token},
};
use serde_json::{Value, json};
use tokio_postgres::{Client, NoTls};

async fn superuser(world: &World) -> Client {
    let (client, connection) = tokio_postgres::connect(&world.db.superuser_url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn principal(world: &World, claims: &Value) -> Option<Principal> {
    match world.engine.authenticate(&token(claims)).await {
        Ok(principal) => Some(principal),
        Err(Failure::Refused(_)) => None,
        Err(other) => panic!("{other:?}"),
    }
}

/// The claims of a token for `ada`, with one of them changed; null takes it away.
fn with(name: &str, value: Value) -> Value {
    let mut claims = claims("ada", "member");
    let members = claims.as_object_mut().unwrap();
    match value {
        Value::Null => drop(members.remove(name)),
        value => drop(members.insert(name.to_owned(), value)),
    }
    claims
}

#[tokio::test]
async fn a_token_opens_the_tenant_as_the_user_in_the_role_that_it_names() {
    let world = World::new().await;
    for role in Role::ALL {
        let ada = principal(&world, &claims("ada", role.as_str())).await.unwrap();
        assert_eq!((ada.tenant().slug.as_str(), ada.role(), ada.host()), ("acme", Some(*role), Some(world.host.id)));
        assert_eq!(ada.who().to_string(), "jwt:ada");
        assert_eq!(ada.has(Scope::Admin), *role != Role::Member);
    }
    let without = principal(&world, &with("role", Value::Null)).await.unwrap();
    assert_eq!(without.role(), Some(Role::Member), "no word about a role is the least of them");
    let stranger = principal(&world, &claims("nobody", "member")).await.unwrap();
    assert!(stranger.host().is_none() && !stranger.has(Scope::Read), "a member without a host reaches nothing");
    let admin = principal(&world, &claims("nobody", "admin")).await.unwrap();
    assert!(admin.host().is_none() && admin.has(Scope::Admin));
}

#[tokio::test]
async fn a_member_does_not_choose_as_whom_others_come_or_come_back_by_themselves() {
    let world = World::new().await;
    let grace = world.host(&world.admin, "grace").await;
    let member = principal(&world, &claims("grace", "member")).await.unwrap();
    let replace = async |by: &Principal, profile: HostProfile| {
        let command = ReplaceHost { host: grace.id, profile, future_bookings: FutureBookings::Refuse };
        world.engine.replace_host(by, Writing::once(command)).await
    };
    let bob = HostProfile { user_id: "bob".parse().unwrap(), ..grace.profile.clone() };
    let stolen = replace(&member, bob.clone()).await;
    assert!(matches!(stolen, Err(Failure::Forbidden(Scope::Admin))), "{stolen:?}");
    let named = HostProfile { display_name: "Grace".parse().unwrap(), ..grace.profile.clone() };
    replace(&member, named.clone()).await.unwrap();
    let away = HostProfile { is_active: false, ..named.clone() };
    replace(&world.admin, away.clone()).await.unwrap();
    let back = replace(&member, named.clone()).await;
    assert!(matches!(back, Err(Failure::Forbidden(Scope::Admin))), "{back:?}");
    let renamed = HostProfile { display_name: "Grace H.".parse().unwrap(), ..away };
    replace(&member, renamed).await.unwrap();
    replace(&world.admin, bob).await.unwrap();
}

#[tokio::test]
async fn a_member_reaches_only_what_is_their_own() {
    let world = World::new().await;
    let grace = world.host(&world.admin, "grace").await;
    let member = principal(&world, &claims("grace", "member")).await.unwrap();
    let engine = &world.engine;
    assert!(engine.get_host(&member, grace.id).await.is_ok());
    let day = jiff::civil::date(2026, 5, 1);
    let block = NewBlock { host: grace.id, first: day, last: day, hours: None, reason: None };
    engine.create_block(&member, Writing::once(block.clone())).await.unwrap();
    let changes = "SELECT actor FROM scheduling_changelog WHERE entity_type = 'blocked_date'";
    assert_eq!(superuser(&world).await.query_one(changes, &[]).await.unwrap().get::<_, &str>(0), "jwt:grace");
    let block = engine.create_block(&member, Writing::once(NewBlock { host: world.host.id, ..block })).await;
    assert!(matches!(block, Err(Failure::NotFound(What::Host))), "{block:?}");
    let other = engine.get_event_type(&member, world.event_type.id).await;
    assert!(matches!(other, Err(Failure::NotFound(What::EventType))), "{other:?}");
    let settings = world.admin.tenant().settings.clone();
    let settings = engine.replace_settings(&member, Writing::once(settings)).await;
    assert!(matches!(settings, Err(Failure::Forbidden(Scope::Admin))), "{settings:?}");
}

#[tokio::test]
async fn a_token_is_for_this_audience_and_of_a_known_issuer() {
    let world = World::new().await;
    for wrong in [
        with("aud", json!("another")),
        with("aud", json!(["another"])),
        with("aud", json!([])),
        with("aud", Value::Null),
        with("iss", json!("https://platform.example/")),
        with("iss", Value::Null),
        with("sub", Value::Null),
        with("sub", json!("")),
        with("sub", json!("a".repeat(191))),
        with("role", json!("root")),
    ] {
        assert!(principal(&world, &wrong).await.is_none(), "{wrong}");
    }
    assert!(principal(&world, &with("aud", json!(["another", AUDIENCE]))).await.is_some());
}

#[tokio::test]
async fn a_token_has_its_time_give_or_take_a_minute() {
    let world = World::new().await;
    let valid = async |name: &str, value: Value| principal(&world, &with(name, value)).await.is_some();
    assert!(!valid("exp", Value::Null).await, "a token without an end is refused");
    assert!(valid("exp", json!(NOW_SECONDS - 59)).await && !valid("exp", json!(NOW_SECONDS - 60)).await);
    assert!(valid("nbf", json!(NOW_SECONDS + 60)).await && !valid("nbf", json!(NOW_SECONDS + 61)).await);
    // A time that cannot be read is no time at all, and not the absence of one.
    for wrong in [json!("never"), json!("1772453100"), json!(1e30), json!(i64::MAX), json!({}), json!(true)] {
        assert!(!valid("exp", wrong.clone()).await && !valid("nbf", wrong.clone()).await, "{wrong}");
    }
    let soon_over = token(&claims("ada", "owner"));
    world.clock.advance(SignedDuration::from_secs(359));
    assert!(world.engine.authenticate(&soon_over).await.is_ok());
    world.clock.advance(SignedDuration::from_secs(1));
    assert!(world.engine.authenticate(&soon_over).await.is_err());
}

#[tokio::test]
async fn a_token_opens_its_own_tenant_only() {
    let world = World::new().await;
    let (globex, _) = world.tenant("globex").await;
    let eve = world.host(&globex, "eve").await;
    let ours = principal(&world, &claims("eve", "member")).await.unwrap();
    assert!(ours.host().is_none(), "the user of another tenant with this id is somebody else");
    let mut theirs = claims("eve", "member");
    theirs["tenant"] = json!("globex");
    let there = principal(&world, &theirs).await.unwrap();
    assert_eq!((there.tenant().id, there.host()), (globex.tenant().id, Some(eve.id)));
    let absent = world.engine.get_event_type(&there, world.event_type.id).await;
    assert!(matches!(absent, Err(Failure::NotFound(What::EventType))), "{absent:?}");
    theirs["iss"] = json!(ACME_ONLY);
    assert!(principal(&world, &theirs).await.is_none(), "a platform of acme vouches for nobody elsewhere");
    theirs["tenant"] = json!("nowhere");
    theirs["iss"] = json!(PLATFORM);
    assert!(principal(&world, &theirs).await.is_none());
    assert!(principal(&world, &with("tenant", Value::Null)).await.is_none(), "the tenant is never guessed");
    let mut acme = with("tenant", Value::Null);
    acme["iss"] = json!(ACME_ONLY);
    assert_eq!(principal(&world, &acme).await.unwrap().tenant().slug.as_str(), "acme");
}

#[tokio::test]
async fn no_algorithm_but_the_one_of_the_key_is_taken() {
    let world = World::new().await;
    let claims = claims("ada", "owner");
    let by_hmac = |key: &[u8]| {
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(key).unwrap();
        move |message: &[u8]| {
            mac.update(message);
            mac.finalize().into_bytes().to_vec()
        }
    };
    let header = |alg: &str| json!({"alg": alg, "kid": "k1"});
    let point = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, public_key()).unwrap();
    let right = token(&claims);
    let (_, signature) = right.rsplit_once('.').unwrap();
    let signature = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, signature).unwrap();
    let own = || |_: &[u8]| signature.clone();
    for forged in [
        signed(&header("none"), &claims, |_| Vec::new()),
        signed(&header("EdDSA"), &claims, |_| Vec::new()),
        signed(&header("HS256"), &claims, by_hmac(&point)),
        signed(&header("HS256"), &claims, by_hmac(public_key().as_bytes())),
        signed(&header("EdDSA"), &claims, by_hmac(&point)),
        signed(&json!({"alg": "EdDSA"}), &claims, own()),
        signed(&json!({"alg": "EdDSA", "kid": "k2"}), &claims, own()),
        // The signature is of another header.
        signed(&json!({"alg": "EdDSA", "kid": "k1"}), &claims, own()),
        signed(&json!({"alg": "EdDSA", "kid": "k1", "jwk": {"kty": "OKP", "x": public_key()}}), &claims, own()),
    ] {
        assert!(matches!(world.engine.authenticate(&forged).await, Err(Failure::Refused(_))), "{forged}");
    }
    assert!(world.engine.authenticate(&right).await.is_ok());
}

#[tokio::test]
async fn an_extension_that_must_be_understood_is_not() {
    let world = World::new().await;
    let pair = ring::signature::Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap();
    let sign = |header: Value| signed(&header, &claims("ada", "owner"), |message| pair.sign(message).as_ref().to_vec());
    let critical = sign(json!({"alg": "EdDSA", "kid": "k1", "crit": ["b64"], "b64": true}));
    assert!(world.engine.authenticate(&critical).await.is_err());
    assert!(world.engine.authenticate(&sign(json!({"alg": "EdDSA", "kid": "k1", "x": 1}))).await.is_ok());
}

#[tokio::test]
async fn a_token_is_worth_nothing_in_a_suspended_tenant() {
    let world = World::new().await;
    superuser(&world).await.execute("UPDATE tenants SET status = 'suspended'", &[]).await.unwrap();
    let opened = world.engine.authenticate(&token(&claims("ada", "owner"))).await;
    assert!(matches!(opened, Err(Failure::Suspended)), "{opened:?}");
    let mut forged = token(&claims("ada", "owner"));
    forged.push('x');
    let opened = world.engine.authenticate(&forged).await;
    assert!(matches!(opened, Err(Failure::Refused(_))), "only who has a good token learns why it opens nothing");
}
