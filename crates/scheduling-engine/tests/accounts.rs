//! People who sign in: invitations, sessions, roles, and passwords that are set anew.

#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use scheduling_core::{EmailAddress, Role};
use scheduling_engine::{
    AccountRefusal, Engine, Failure, Invite, IssuedLink, LinkToken, Password, Principal, ReplaceAccount, ResetPassword,
    Scope, SessionSecret, What, Writing,
};
use scheduling_store::{PageRequest, PlatformScope, accounts::Account};
use scheduling_testkit::{World, people::PASSWORD};
use tokio_postgres::{Client, NoTls};

async fn superuser(world: &World) -> Client {
    let (client, connection) = tokio_postgres::connect(&world.db.superuser_url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

fn email(name: &str) -> EmailAddress {
    format!("{name}@example.org").parse().unwrap()
}

async fn count(world: &World, table: &str) -> i64 {
    superuser(world).await.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap().get(0)
}

async fn opens(engine: &Engine, secret: &SessionSecret) -> bool {
    match engine.authenticate_session(secret).await {
        Ok(_) => true,
        Err(Failure::Refused(_)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

async fn signed_in(world: &World, name: &str) -> Principal {
    world.engine.authenticate_session(&world.sign_in(name).await).await.unwrap()
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure<AccountRefusal>>) -> AccountRefusal {
    match answer {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn invite(world: &World, name: &str, role: Role) -> IssuedLink {
    let new = Invite { email: email(name), role, host: None };
    world.engine.invite(&world.admin, Writing::once(new)).await.unwrap().outcome
}

async fn invite_owner(world: &World, name: &str) -> Result<LinkToken, Failure<AccountRefusal>> {
    let (platform, tenant) = (PlatformScope::authenticated(), world.admin.tenant().id);
    let issued = world.engine.invite_owner(&platform, tenant, Writing::once(email(name))).await?;
    Ok(issued.outcome.token.unwrap())
}

fn changed(account: &Account, role: Role, is_active: bool) -> Writing<ReplaceAccount> {
    let (display_name, host) = (account.display_name.clone(), account.host);
    Writing::once(ReplaceAccount { account: account.id, display_name, role, host, is_active })
}

#[tokio::test]
async fn of_two_who_accept_to_be_the_first_owner_one_is_it() {
    let world = World::new().await;
    let (ada, grace) = (invite_owner(&world, "ada").await.unwrap(), invite_owner(&world, "grace").await.unwrap());
    let (one, other) = tokio::join!(world.accept(&ada, "Ada"), world.accept(&grace, "Grace"));
    let (won, lost) = if one.is_ok() { (one, other) } else { (other, one) };
    assert_eq!((won.unwrap().role, refusal(lost)), (Role::Owner, AccountRefusal::OwnerExists));
    assert_eq!(count(&world, "scheduling_accounts").await, 1);
    assert_eq!(refusal(invite_owner(&world, "late").await), AccountRefusal::OwnerExists);
}

#[tokio::test]
async fn a_link_works_once_however_many_use_it_at_the_same_time() {
    let world = World::new().await;
    let token = invite(&world, "grace", Role::Member).await.token.unwrap();
    let (one, other) = tokio::join!(world.accept(&token, "Grace"), world.accept(&token, "Grace"));
    let (won, lost) = if one.is_ok() { (one, other) } else { (other, one) };
    assert_eq!((won.unwrap().email, refusal(lost)), (email("grace"), AccountRefusal::LinkGone));
    assert_eq!(refusal(world.accept(&token, "Grace").await), AccountRefusal::LinkGone);
    assert_eq!(count(&world, "scheduling_accounts").await, 1);
}

#[tokio::test]
async fn a_link_ends_by_time_by_another_and_by_being_withdrawn() {
    let world = World::new().await;
    let first = invite(&world, "grace", Role::Member).await.token.unwrap();
    let second = invite(&world, "grace", Role::Admin).await;
    assert_eq!(refusal(world.accept(&first, "Grace").await), AccountRefusal::LinkGone);
    let page = world.engine.list_invitations(&world.admin, PageRequest::default()).await.unwrap();
    assert_eq!(page.items, std::slice::from_ref(&second.link));
    world.engine.withdraw_invitation(&world.admin, Writing::once(second.link.id)).await.unwrap();
    assert_eq!(refusal(world.accept(&second.token.unwrap(), "Grace").await), AccountRefusal::LinkGone);
    let again = world.engine.withdraw_invitation(&world.admin, Writing::once(second.link.id)).await;
    assert!(matches!(again, Err(Failure::NotFound(What::Invitation))), "{again:?}");

    let third = invite(&world, "grace", Role::Member).await.token.unwrap();
    world.clock.advance(SignedDuration::from_hours(7 * 24));
    assert_eq!(refusal(world.accept(&third, "Grace").await), AccountRefusal::LinkGone);
    for wrong in ["", "sl_", third.reveal().get(1..).unwrap(), &world.api_key] {
        let refused = world.accept(&LinkToken::presented(wrong), "Grace").await;
        assert_eq!(refusal(refused), AccountRefusal::LinkGone);
    }
    let cleaned = world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    assert_eq!((cleaned.links, count(&world, "scheduling_account_links").await), (1, 0));
    assert_eq!(count(&world, "credential_lookup").await, 1, "the admin's key");
}

#[tokio::test]
async fn an_address_has_one_account_in_a_tenant_however_it_is_written() {
    let world = World::new().await;
    let link = invite(&world, "grace", Role::Member).await;
    let loud = Invite { email: "GRACE@Example.org".parse().unwrap(), role: Role::Member, host: None };
    world.accept(&link.token.unwrap(), "Grace").await.unwrap();
    let again = world.engine.invite(&world.admin, Writing::once(loud.clone())).await;
    assert_eq!(refusal(again), AccountRefusal::EmailTaken);
    assert!(world.try_sign_in("GRACE", PASSWORD).await.is_ok());
    let (globex, _) = world.tenant("globex").await;
    assert!(world.engine.invite(&globex, Writing::once(loud)).await.is_ok(), "another tenant's accounts are others");
}

#[tokio::test]
async fn a_session_opens_what_its_account_may_until_it_is_signed_out() {
    let world = World::new().await;
    let grace = world.account("grace", Role::Member, Some(world.host.id)).await;
    let (here, there) = (world.sign_in("grace").await, world.sign_in("grace").await);
    let principal = world.engine.authenticate_session(&here).await.unwrap();
    assert_eq!(principal.who().to_string(), format!("account:{}", grace.id));
    assert_eq!((principal.role(), principal.host()), (Some(Role::Member), Some(world.host.id)));
    assert!(principal.has(Scope::ConfigWrite) && !principal.has(Scope::Admin));

    let other_engine = world.another_engine().await;
    let third = world.sign_in("grace").await;
    world.engine.sign_out_others(&principal).await.unwrap();
    assert!(opens(&other_engine, &here).await);
    assert!(!opens(&other_engine, &there).await && !opens(&other_engine, &third).await);
    world.engine.sign_out(&principal).await.unwrap();
    assert!(!opens(&other_engine, &here).await);
    assert_eq!((count(&world, "scheduling_sessions").await, count(&world, "credential_lookup").await), (0, 1));
}

#[tokio::test]
async fn only_the_right_password_of_an_open_account_signs_in() {
    let world = World::new().await;
    let grace = world.account("grace", Role::Admin, None).await;
    for (name, password) in [("grace", "correct horse battery"), ("grace", ""), ("nobody", PASSWORD)] {
        let refused = world.try_sign_in(name, password).await;
        assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
    }
    world.engine.replace_account(&world.admin, changed(&grace, Role::Admin, false)).await.unwrap();
    assert!(matches!(world.try_sign_in("grace", PASSWORD).await, Err(Failure::Refused(_))));
    world.engine.replace_account(&world.admin, changed(&grace, Role::Admin, true)).await.unwrap();
    let secret = world.sign_in("grace").await;
    superuser(&world).await.execute("UPDATE tenants SET status = 'suspended'", &[]).await.unwrap();
    assert!(matches!(world.engine.authenticate_session(&secret).await, Err(Failure::Suspended)));
    assert!(matches!(world.try_sign_in("grace", PASSWORD).await, Err(Failure::Suspended)));
    let guess = world.try_sign_in("grace", "a guess").await;
    assert!(matches!(guess, Err(Failure::Refused(_))), "only who has the password learns why it opens nothing");
}

#[tokio::test]
async fn an_account_that_is_not_there_takes_as_long_as_one_that_is() {
    let world = World::new().await;
    world.account("grace", Role::Member, None).await;
    let time = async |name: &str| {
        let started = Instant::now();
        assert!(matches!(world.try_sign_in(name, "wrong").await, Err(Failure::Refused(_))));
        started.elapsed()
    };
    // The shortest of many, by turns, is what the work takes; others of the machine only add to it.
    let (mut known, mut unknown) = (Duration::MAX, Duration::MAX);
    for _ in 0..10 {
        known = known.min(time("grace").await);
        unknown = unknown.min(time("nobody").await);
    }
    assert!(unknown * 2 > known, "{unknown:?} for nobody, {known:?} for somebody");
}

#[tokio::test]
async fn a_session_that_is_not_used_ends_and_so_does_one_that_is() {
    let world = World::new().await;
    world.account("grace", Role::Member, None).await;
    let (idle, used) = (world.sign_in("grace").await, world.sign_in("grace").await);
    let superuser = superuser(&world).await;
    let last_used = async || {
        let sql = "SELECT (extract(epoch FROM max(last_used_at)) * 1000000)::bigint FROM scheduling_sessions";
        superuser.query_one(sql, &[]).await.unwrap().get::<_, i64>(0)
    };
    let end = world.engine.now() + SignedDuration::from_hours(14 * 24);
    world.clock.advance(SignedDuration::from_hours(23));
    while world.engine.now() < end {
        assert!(opens(&world.engine, &used).await);
        let now = world.engine.now().as_microsecond();
        let remembered = async {
            while last_used().await != now {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), remembered).await.unwrap();
        world.clock.advance(SignedDuration::from_hours(23).min(end.duration_since(world.engine.now())));
    }
    assert!(!opens(&world.engine, &used).await, "14 days are over");
    assert!(!opens(&world.engine, &idle).await);
    let cleaned = world.engine.clean_up(&PlatformScope::authenticated()).await.unwrap();
    assert_eq!((cleaned.sessions, count(&world, "credential_lookup").await), (2, 1));

    let (kept, forgotten) = (world.sign_in("grace").await, world.sign_in("grace").await);
    world.clock.advance(SignedDuration::from_hours(24) - SignedDuration::from_micros(1));
    assert!(opens(&world.engine, &kept).await);
    world.clock.advance(SignedDuration::from_micros(1));
    assert!(!opens(&world.engine, &forgotten).await, "it was not used for a day");
}

#[tokio::test]
async fn who_is_demoted_or_deactivated_is_so_from_the_next_request_to_any_server_on() {
    let world = World::new().await;
    let grace = world.account("grace", Role::Admin, None).await;
    let (session, other) = (world.sign_in("grace").await, world.another_engine().await);
    let role = async || other.authenticate_session(&session).await.unwrap().role();
    assert_eq!(role().await, Some(Role::Admin));
    world.engine.replace_account(&world.admin, changed(&grace, Role::Member, true)).await.unwrap();
    assert_eq!(role().await, Some(Role::Member));
    world.engine.replace_account(&world.admin, changed(&grace, Role::Member, false)).await.unwrap();
    assert!(!opens(&other, &session).await);
    world.engine.replace_account(&world.admin, changed(&grace, Role::Member, true)).await.unwrap();
    assert!(!opens(&other, &session).await, "an old session does not come back to life");
}

#[tokio::test]
async fn another_password_ends_all_sessions_and_its_link_works_once() {
    let world = World::new().await;
    let grace = world.account("grace", Role::Member, None).await;
    let session = world.sign_in("grace").await;
    let offer = || world.engine.offer_password_reset(&world.admin, Writing::once(grace.id));
    let earlier = offer().await.unwrap().outcome.token.unwrap();
    let token = offer().await.unwrap().outcome.token.unwrap();
    let reset = |token: &LinkToken, password: &str| {
        let (token, password) = (token.clone(), Password::chosen(password).unwrap());
        world.engine.reset_password(ResetPassword { token, password })
    };
    assert_eq!(refusal(reset(&earlier, "another password").await), AccountRefusal::LinkGone);
    assert!(opens(&world.engine, &session).await, "who asks for a reset ends nothing yet");
    let (one, other) = tokio::join!(reset(&token, "another password"), reset(&token, "a third password"));
    assert!(one.is_ok() != other.is_ok());
    assert!(!opens(&world.engine, &session).await);
    let now = if one.is_ok() { "another password" } else { "a third password" };
    assert!(world.try_sign_in("grace", PASSWORD).await.is_err());
    assert!(world.try_sign_in("grace", now).await.is_ok());

    let late = offer().await.unwrap().outcome.token.unwrap();
    assert_eq!(refusal(world.accept(&late, "Mallory").await), AccountRefusal::LinkGone, "it is no invitation");
    world.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(refusal(reset(&late, "much too late").await), AccountRefusal::LinkGone);
}

#[tokio::test]
async fn only_an_owner_makes_and_unmakes_owners_and_the_last_one_stays() {
    let world = World::new().await;
    let ada = world.account("ada", Role::Owner, None).await;
    world.account("grace", Role::Admin, None).await;
    let owner = signed_in(&world, "ada").await;
    let admin = signed_in(&world, "grace").await;
    let engine = &world.engine;
    let co_owner = || Writing::once(Invite { email: email("eve"), role: Role::Owner, host: None });
    for weaker in [&admin, &world.admin] {
        assert_eq!(refusal(engine.invite(weaker, co_owner()).await), AccountRefusal::OwnersOnly);
        let demoted = engine.replace_account(weaker, changed(&ada, Role::Member, true)).await;
        assert_eq!(refusal(demoted), AccountRefusal::OwnersOnly);
        let reset = engine.offer_password_reset(weaker, Writing::once(ada.id)).await;
        assert_eq!(refusal(reset), AccountRefusal::OwnersOnly);
    }
    for change in [changed(&ada, Role::Admin, true), changed(&ada, Role::Owner, false)] {
        assert_eq!(refusal(engine.replace_account(&owner, change).await), AccountRefusal::LastOwner);
    }
    let token = engine.invite(&owner, co_owner()).await.unwrap().outcome.token.unwrap();
    let eve = world.accept(&token, "Eve").await.unwrap();
    let other = signed_in(&world, "eve").await;
    // Each of the two demotes the other, at once.
    let (one, two) = tokio::join!(
        engine.replace_account(&owner, changed(&eve, Role::Member, true)),
        engine.replace_account(&other, changed(&ada, Role::Member, true)),
    );
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let owners = "scheduling_accounts WHERE role = 'owner' AND is_active";
    assert_eq!(count(&world, owners).await, 1);
}

#[tokio::test]
async fn what_an_admin_was_given_for_a_member_opens_no_account_of_an_owner() {
    let world = World::new().await;
    world.account("ada", Role::Owner, None).await;
    world.account("grace", Role::Admin, None).await;
    let bob = world.account("bob", Role::Member, None).await;
    let (owner, admin) = (signed_in(&world, "ada").await, signed_in(&world, "grace").await);
    let engine = &world.engine;
    let offered = engine.offer_password_reset(&admin, Writing::once(bob.id)).await.unwrap().outcome;
    engine.replace_account(&owner, changed(&bob, Role::Owner, true)).await.unwrap();
    let password = Password::chosen("chosen by the admin").unwrap();
    let reset = engine.reset_password(ResetPassword { token: offered.token.unwrap(), password }).await;
    assert_eq!(refusal(reset), AccountRefusal::LinkGone);
}

#[tokio::test]
async fn an_invitation_of_an_owner_is_not_replaced_by_who_does_not_govern_owners() {
    let world = World::new().await;
    world.account("ada", Role::Owner, None).await;
    let owner = signed_in(&world, "ada").await;
    let as_owner = Invite { email: email("eve"), role: Role::Owner, host: None };
    let token = world.engine.invite(&owner, Writing::once(as_owner.clone())).await.unwrap().outcome.token.unwrap();
    let as_member = Invite { role: Role::Member, ..as_owner };
    let replaced = world.engine.invite(&world.admin, Writing::once(as_member)).await;
    assert_eq!(refusal(replaced), AccountRefusal::OwnersOnly);
    assert_eq!(world.accept(&token, "Eve").await.unwrap().role, Role::Owner);
}

#[tokio::test]
async fn a_member_administers_no_accounts() {
    let world = World::new().await;
    let grace = world.account("grace", Role::Member, Some(world.host.id)).await;
    let member = signed_in(&world, "grace").await;
    let engine = &world.engine;
    assert!(matches!(engine.list_accounts(&member, PageRequest::default()).await, Err(Failure::Forbidden(_))));
    let promoted = engine.replace_account(&member, changed(&grace, Role::Admin, true)).await;
    assert!(matches!(promoted, Err(Failure::Forbidden(_))), "{promoted:?}");
    let new = Invite { email: email("eve"), role: Role::Member, host: None };
    assert!(matches!(engine.invite(&member, Writing::once(new)).await, Err(Failure::Forbidden(_))));
}

#[tokio::test]
async fn the_accounts_of_another_tenant_are_not_there() {
    let world = World::new().await;
    let grace = world.account("grace", Role::Member, None).await;
    let link = invite(&world, "eve", Role::Member).await.link;
    let (globex, _) = world.tenant("globex").await;
    let engine = &world.engine;
    assert!(engine.list_accounts(&globex, PageRequest::default()).await.unwrap().items.is_empty());
    assert!(matches!(engine.get_account(&globex, grace.id).await, Err(Failure::NotFound(What::Account))));
    let changed = engine.replace_account(&globex, changed(&grace, Role::Admin, true)).await;
    assert!(matches!(changed, Err(Failure::NotFound(What::Account))), "{changed:?}");
    let reset = engine.offer_password_reset(&globex, Writing::once(grace.id)).await;
    assert!(matches!(reset, Err(Failure::NotFound(What::Account))), "{reset:?}");
    let withdrawn = engine.withdraw_invitation(&globex, Writing::once(link.id)).await;
    assert!(matches!(withdrawn, Err(Failure::NotFound(What::Invitation))), "{withdrawn:?}");
    let host = world.host(&globex, "mallory").await.id;
    let new = Invite { email: email("new"), role: Role::Member, host: Some(host) };
    assert_eq!(refusal(engine.invite(&world.admin, Writing::once(new)).await), AccountRefusal::UnknownHost);
}

#[tokio::test]
async fn no_secret_and_no_password_is_stored_or_told_to_a_log() {
    let world = World::new().await;
    let token = invite(&world, "grace", Role::Member).await.token.unwrap();
    world.accept(&token, "Grace").await.unwrap();
    let signed_in = world.try_sign_in("grace", PASSWORD).await.unwrap();
    let secret = signed_in.secret.reveal();
    let csrf = signed_in.secret.csrf_token();
    for shown in [format!("{signed_in:?}"), format!("{token:?}")] {
        assert!(!shown.contains(secret) && !shown.contains(token.reveal()), "{shown}");
    }
    let superuser = superuser(&world).await;
    for table in ["scheduling_accounts", "scheduling_sessions", "scheduling_account_links", "scheduling_changelog"] {
        for row in superuser.query(&format!("SELECT t::text FROM {table} t"), &[]).await.unwrap() {
            let row: &str = row.get(0);
            let secrets = [secret, token.reveal(), csrf.as_str(), PASSWORD];
            assert!(secrets.iter().all(|secret| !row.contains(secret)), "{table}");
        }
    }
    let hash = "SELECT password_hash FROM scheduling_accounts";
    let hash: String = superuser.query_one(hash, &[]).await.unwrap().get(0);
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
}

#[test]
fn a_csrf_token_belongs_to_one_session() {
    let (one, other) = (SessionSecret::presented("ss_one"), SessionSecret::presented("ss_other"));
    assert!(one.is_csrf_token(&one.csrf_token()));
    assert!(!one.is_csrf_token(&other.csrf_token()) && !one.is_csrf_token("") && !one.is_csrf_token("ss_one"));
}
