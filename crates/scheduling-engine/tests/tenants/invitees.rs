//! What is known of an invitee: shown, forgotten at their request, and forgotten after the retention time.

use jiff::SignedDuration;
use scheduling_core::{
    Booking, BookingId, Campaign, EmailAddress, LongText, SchedulingKind, TenantSettings, slots::RuleOverride,
};
use scheduling_engine::{
    Book, BookForInvitee, BookingsQuery, CancelBooking, CancelRefusal, Cleaned, Failure, InviteeRequest, NewApiKey,
    Scope, Writing,
};
use scheduling_store::{PageRequest, PlatformScope, bookings::BookingFilter};
use scheduling_testkit::{
    World,
    world::{instant, invitee},
};

use crate::support::{keyed, logged, superuser};

const SLOT: &str = "2026-03-16T13:00:00Z";
const SECRETS: [&str; 8] = ["grace", "555 0100", "allergic", "charles", "tokyo", "flu", "favour", "letter-42"];

fn address(text: &str) -> EmailAddress {
    text.parse().unwrap()
}

/// Grace with all that can be known of somebody.
fn grace() -> InviteeRequest {
    InviteeRequest {
        email: address("Grace@Example.org"),
        phone: Some("+1 555 0100".parse().unwrap()),
        notes: Some("I am allergic to nuts.".parse().unwrap()),
        guests: vec![address("charles@example.org")],
        zone: "Asia/Tokyo".parse().unwrap(),
        campaign: Campaign { content: "letter-42".parse().ok(), ..Campaign::default() },
        ..invitee("Grace")
    }
}

async fn booked(world: &World, start: &str, invitee: InviteeRequest) -> Booking {
    let wish = Book { invitee, ..world.book(start) };
    world.engine.book(&world.public().await, keyed(start, 1, wish)).await.unwrap().outcome
}

async fn all(world: &World) -> Vec<Booking> {
    let query = BookingsQuery { filter: BookingFilter::default(), page: PageRequest::default() };
    world.engine.bookings(&world.admin, query).await.unwrap().items
}

/// All that the database has of the tenant's bookings, and of what was said and done about them.
async fn remembered(world: &World) -> String {
    let sql = "SELECT lower(string_agg(line, E'\\n')) FROM (
        SELECT to_jsonb(b)::text AS line FROM scheduling_bookings b
        UNION ALL SELECT to_jsonb(k)::text FROM scheduling_idempotency_keys k
        UNION ALL SELECT to_jsonb(e)::text FROM scheduling_events e
        UNION ALL SELECT to_jsonb(d)::text FROM scheduling_deliveries d
        UNION ALL SELECT to_jsonb(a)::text FROM scheduling_delivery_attempts a
        UNION ALL SELECT to_jsonb(c)::text FROM scheduling_changelog c WHERE entity_type = 'booking') AS lines";
    superuser(world).await.query_one(sql, &[]).await.unwrap().get(0)
}

/// To how many addresses mails are counted.
async fn hashes(world: &World) -> i64 {
    let sql = "SELECT count(DISTINCT address_hash) FROM scheduling_deliveries";
    superuser(world).await.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn an_invitee_is_shown_and_then_forgotten_while_the_meetings_stay() {
    let world = World::new().await;
    let mine = booked(&world, SLOT, grace()).await;
    let reason: LongText = "A favour for Grace.".parse().unwrap();
    let rules = vec![scheduling_core::slots::OverridableRule::OutsideHours];
    let late = BookForInvitee {
        event_type: world.event_type.id,
        start: instant("2026-03-17T22:00:00Z"),
        host: None,
        invitee: grace(),
        overridden: Some(RuleOverride { rules, reason }),
    };
    let late = world.engine.book_for_invitee(&world.admin, Writing::once(late)).await.unwrap().outcome;
    let flu = Some("She has the flu.".parse().unwrap());
    world.engine.cancel_booking(&world.admin, Writing::once(CancelBooking::only(late.id, flu))).await.unwrap();
    let other =
        InviteeRequest { guests: vec![address("GRACE@example.org"), address("kay@example.org")], ..invitee("Ada") };
    let other = booked(&world, "2026-03-18T13:00:00Z", other).await;
    let stranger = booked(&world, "2026-03-19T13:00:00Z", invitee("Barbara")).await;

    let known = world.engine.export_invitee(&world.admin, address("grace@EXAMPLE.org")).await.unwrap();
    let ids = |bookings: &[Booking]| bookings.iter().map(|booking| booking.id).collect::<Vec<BookingId>>();
    assert_eq!((ids(&known.bookings), ids(&known.brought_along)), (vec![mine.id, late.id], vec![other.id]));
    assert_eq!(known.bookings[0].invitee.guests, [address("charles@example.org")]);
    world.worker().drain().await.unwrap();
    world
        .run_sql(
            "UPDATE scheduling_deliveries SET last_error = 'no Grace@example.org here', body = '{\"email\":\"grace@example.org\"}';
             UPDATE scheduling_delivery_attempts SET error = 'no grace@example.org', response_text = 'no <grace@example.org>'",
        )
        .await;
    let before = remembered(&world).await;
    assert!(SECRETS.iter().all(|secret| before.contains(secret)), "{before}");

    let erase = || keyed("erase", 1, address("grace@example.org"));
    let receipt = world.engine.erase_invitee(&world.admin, erase()).await.unwrap().outcome;
    assert_eq!((receipt.bookings, receipt.guest_lists), (2, 1));
    assert!(receipt.changes >= 3 && receipt.outcomes == 2, "{receipt:?}");
    assert_eq!((receipt.erased_by.as_str(), receipt.erased_at), (&*world.admin.who().to_string(), world.engine.now()));
    let after = remembered(&world).await;
    let left: Vec<_> = SECRETS.iter().filter(|secret| after.contains(*secret)).collect();
    assert!(left.is_empty(), "{left:?} in {after}");
    assert!(after.contains("barbara"), "others are not forgotten");
    assert_eq!(hashes(&world).await, 3, "of Ada, Barbara and Kay, who got mails too");

    let now: Vec<_> =
        all(&world).await.into_iter().map(|booking| (booking.id, booking.meeting, booking.state.status())).collect();
    let was = [&mine, &late, &other, &stranger].map(|booking| (booking.id, booking.meeting));
    assert_eq!(now.iter().map(|(id, meeting, _)| (*id, *meeting)).collect::<Vec<_>>(), was);
    assert_eq!(now[1].2, scheduling_core::BookingStatus::Cancelled);
    let public = world.public().await;
    let link = world.engine.manage_token(&public, &mine);
    let opened = world.engine.booking_by_token(&public, mine.id, &link).await.unwrap_err();
    assert!(matches!(opened, Failure::Refused(CancelRefusal::WrongToken)), "{opened:?}");
    let blank = &all(&world).await[0].invitee;
    assert!(blank.campaign.is_empty() && !mine.invitee.campaign.is_empty());
    assert_eq!((blank.name.as_str(), blank.email.as_str()), ("[erased]", "erased@erased.invalid"));
    let kept = all(&world).await[2].invitee.guests.clone();
    assert_eq!(kept, [address("kay@example.org")], "other guests stay");
    // The changelog still says what happened, and that an invitee was forgotten.
    assert_eq!(logged(&world, "booking").await, ["created", "created", "cancelled", "created", "created"]);
    assert_eq!(logged(&world, "invitee").await, ["deleted"]);
    let again = world.engine.erase_invitee(&world.admin, erase()).await.unwrap();
    assert_eq!((again.replayed, again.outcome), (true, receipt));
    // What somebody says later of a booking that was forgotten is not kept either.
    let flu = Some("She has the flu.".parse().unwrap());
    world.engine.cancel_booking(&world.admin, Writing::once(CancelBooking::only(mine.id, flu))).await.unwrap();
    world.worker().drain().await.unwrap();
    let sent = "SELECT count(*) FROM scheduling_deliveries WHERE booking_id = $1 AND recipient = 'invitee' AND state = 'delivered'
        AND kind = 'cancellation'";
    let sent: i64 = superuser(&world).await.query_one(sent, &[&mine.id.as_uuid()]).await.unwrap().get(0);
    assert_eq!(sent, 0, "nobody has that address any more");
    let later = remembered(&world).await;
    assert!(!later.contains("flu"), "{later}");
    let nothing =
        world.engine.erase_invitee(&world.admin, Writing::once(address("erased@erased.invalid"))).await.unwrap();
    assert_eq!((nothing.outcome.bookings, nothing.outcome.changes), (0, 0));
    let known = world.engine.export_invitee(&world.admin, address("grace@example.org")).await.unwrap();
    assert!(known.bookings.is_empty() && known.brought_along.is_empty());
}

#[tokio::test]
async fn of_a_collective_booking_whose_invitee_was_forgotten_its_hosts_and_its_time_are_left() {
    let world = World::new().await;
    let (bob, eve) = (world.host(&world.admin, "bob").await, world.host(&world.admin, "eve").await);
    let hosts = [&world.host, &bob, &eve];
    let team = world.team("sales", &hosts).await;
    let collective = world.team_type(&team, SchedulingKind::Collective, &hosts).await.event_type.id;
    let round_robin = world.team_type(&team, SchedulingKind::RoundRobin, &hosts).await.event_type.id;
    let public = world.public().await;
    let book = async |event_type, start: &str| {
        let wish = Book { event_type, invitee: grace(), ..world.book(start) };
        world.engine.book(&public, keyed(start, 1, wish)).await.unwrap().outcome
    };
    let together = book(collective, SLOT).await;
    let in_turn = book(round_robin, "2026-03-17T13:00:00Z").await;
    let before = remembered(&world).await;
    assert!(["grace", "555 0100", "allergic", "charles", "tokyo"].iter().all(|secret| before.contains(secret)));

    let erase = keyed("erase", 1, address("grace@example.org"));
    let receipt = world.engine.erase_invitee(&world.admin, erase).await.unwrap().outcome;
    assert_eq!((receipt.bookings, receipt.outcomes), (2, 2));
    // Everywhere: bookings, changelog, outcomes of keys, and the ledger of who was chosen.
    let (after, ledger) = (remembered(&world).await, ledger(&world).await);
    let left: Vec<_> = SECRETS.iter().filter(|secret| after.contains(*secret) || ledger.contains(*secret)).collect();
    assert!(left.is_empty(), "{left:?} in {after} {ledger}");
    assert!(ledger.contains(&in_turn.id.to_string()), "who was chosen stays known");

    // Each of the hosts still sees that there is a meeting, with whom of them, and nothing of the invitee.
    for host in hosts {
        let filter = BookingFilter { host: Some(host.id), event_type: Some(collective), ..BookingFilter::default() };
        let query = BookingsQuery { filter, page: PageRequest::default() };
        let [seen] = &world.engine.bookings(&world.admin, query).await.unwrap().items[..] else { panic!() };
        assert_eq!((seen.id, seen.hosts(), seen.meeting), (together.id, together.hosts(), together.meeting));
        assert_eq!((&seen.state, seen.occupancy), (&together.state, together.occupancy));
        let blank = &seen.invitee;
        assert_eq!((blank.name.as_str(), blank.email.as_str()), ("[erased]", "erased@erased.invalid"));
        assert_eq!((&blank.phone, &blank.notes, blank.guests.len()), (&None, &None, 0));
    }
    let again = world.engine.book(&public, Writing::once(Book { event_type: collective, ..world.book(SLOT) })).await;
    assert!(again.is_err(), "their time stays taken");
    let chosen = world.engine.booking_assignments(&world.admin, in_turn.id).await.unwrap();
    assert_eq!(chosen[0].assignment.host, in_turn.host);
}

/// All that is kept of who was chosen for the tenant's bookings.
async fn ledger(world: &World) -> String {
    let sql = "SELECT lower(string_agg(to_jsonb(a)::text, E'\\n')) FROM scheduling_assignments a";
    superuser(world).await.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn only_an_admin_asks_for_all_that_is_known_of_somebody() {
    let world = World::new().await;
    let name = "bound".parse().unwrap();
    let scopes = vec![Scope::Read, Scope::BookingsWrite, Scope::ConfigWrite];
    let new = NewApiKey { name, scopes, host: None, expires_at: None };
    let issued = world.engine.create_api_key(&world.admin, Writing::once(new)).await.unwrap().outcome;
    let principal = world.engine.authenticate(&issued.secret.unwrap()).await.unwrap();
    let shown = world.engine.export_invitee(&principal, address("grace@example.org")).await;
    assert!(matches!(shown, Err(Failure::Forbidden(Scope::Admin))));
    let erased = world.engine.erase_invitee(&principal, Writing::once(address("grace@example.org"))).await;
    assert!(matches!(erased, Err(Failure::Forbidden(Scope::Admin))));
}

#[tokio::test]
async fn another_tenants_invitee_of_the_same_address_is_not_touched() {
    let world = World::new().await;
    booked(&world, SLOT, grace()).await;
    let (globex, _) = world.tenant("globex").await;
    let erased = world.engine.erase_invitee(&globex, Writing::once(address("grace@example.org"))).await.unwrap();
    assert_eq!((erased.outcome.bookings, erased.outcome.outcomes), (0, 0));
    assert_eq!(
        world.engine.export_invitee(&world.admin, address("grace@example.org")).await.unwrap().bookings.len(),
        1
    );
}

#[tokio::test]
async fn invitees_are_forgotten_when_the_retention_time_of_their_tenant_is_over() {
    let world = World::new().await;
    let platform = PlatformScope::authenticated();
    booked(&world, SLOT, grace()).await;
    booked(&world, "2026-03-17T13:00:00Z", invitee("Barbara")).await;
    let clean = async || world.engine.clean_up(&platform).await.unwrap().forgotten;
    let set = async |days| {
        let settings = TenantSettings { retention_days: days, ..TenantSettings::default() };
        world.engine.replace_settings(&world.admin, Writing::once(settings)).await.unwrap();
    };
    // Thirty days after the end of the first meeting, 13:30 on 16 March, but for a second.
    world.clock.advance(instant("2026-04-15T13:29:59Z").duration_since(world.engine.now()));
    assert_eq!(clean().await, 0, "without a retention time nothing is forgotten");
    set(Some(30)).await;
    assert_eq!(clean().await, 0);
    world.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(clean().await, 1);
    assert_eq!(world.engine.clean_up(&platform).await.unwrap(), Cleaned::default(), "once");
    let names: Vec<String> = all(&world).await.iter().map(|booking| booking.invitee.name.to_string()).collect();
    assert_eq!(names, ["[erased]", "Barbara"]);
    let after = remembered(&world).await;
    assert!(SECRETS.iter().all(|secret| !after.contains(secret)), "{after}");
    assert_eq!(logged(&world, "invitee").await, ["deleted"]);
}

#[tokio::test]
async fn more_invitees_than_one_batch_has_are_forgotten_in_several() {
    let world = World::new().await;
    let one = booked(&world, SLOT, grace()).await;
    let sql = "INSERT INTO scheduling_bookings
        SELECT (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'ical_uid', n::text,
            'status', 'cancelled', 'occupancy_id', NULL))).*
        FROM scheduling_bookings b, generate_series(1, 250) AS n WHERE id = $1";
    superuser(&world).await.execute(sql, &[&one.id.as_uuid()]).await.unwrap();
    let erased = world.engine.erase_invitee(&world.admin, Writing::once(address("grace@example.org"))).await.unwrap();
    assert_eq!(erased.outcome.bookings, 251);
    assert_eq!(logged(&world, "invitee").await, ["deleted"]);
}
