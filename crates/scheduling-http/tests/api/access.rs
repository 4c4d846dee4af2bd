//! Who may call what: one table of all operations, and a test that lets everybody try everything.

use std::collections::BTreeSet;

use actix_web::http::Method;
use scheduling_engine::{Role, Scope, SessionSecret};
use scheduling_testkit::{
    issuer::{claims, token},
    world::PLATFORM_KEY,
};

use crate::{
    isolation::{Call, Operation, Things, ask, call_of, operations},
    support::{Api, Ask, Reply},
};

/// What an operation asks of who calls it.
#[derive(Clone, Copy, Debug)]
enum Needs {
    /// A scope, and that the thing is within reach: for a member, that it is their own. Others' are not there.
    Own(Scope),
    /// A scope; a member sees what is their own of what there is, or what is everybody's.
    Any(Scope),
    /// A scope for the whole tenant, which no member has.
    Tenant(Scope),
    /// To be signed in.
    Session,
    /// The platform's key.
    Platform,
    /// The token of the thing itself. Whoever has another is told this status.
    Token(u16),
    /// Nothing.
    Nothing,
}

use Needs::{Any, Nothing, Own, Platform, Session, Tenant, Token};
use Scope::{Admin, BookingsWrite, ConfigWrite, Read};

/// Every operation of the API.
const TABLE: &[(&str, Needs)] = &[
    ("listUsers", Any(Read)),
    ("createUser", Tenant(ConfigWrite)),
    ("getUser", Own(Read)),
    ("replaceUser", Own(ConfigWrite)),
    ("getCalendarFeed", Own(ConfigWrite)),
    ("createCalendarFeed", Own(ConfigWrite)),
    ("deleteCalendarFeed", Own(ConfigWrite)),
    ("listEventTypes", Own(Read)),
    ("createEventType", Own(ConfigWrite)),
    ("getEventType", Own(Read)),
    ("replaceEventType", Own(ConfigWrite)),
    ("archiveEventType", Own(ConfigWrite)),
    ("restoreEventType", Own(ConfigWrite)),
    ("copyEventType", Own(ConfigWrite)),
    ("explainStart", Own(Read)),
    ("listTeams", Any(Read)),
    ("createTeam", Tenant(ConfigWrite)),
    ("getTeam", Own(Read)),
    ("replaceTeam", Own(ConfigWrite)),
    ("archiveTeam", Own(ConfigWrite)),
    ("listTeamMembers", Own(Read)),
    ("addTeamMember", Own(ConfigWrite)),
    ("replaceTeamMember", Own(ConfigWrite)),
    ("removeTeamMember", Own(ConfigWrite)),
    ("listTeamEventTypes", Own(Read)),
    ("createTeamEventType", Own(ConfigWrite)),
    ("getTeamEventType", Own(Read)),
    ("replaceTeamEventType", Own(ConfigWrite)),
    ("archiveTeamEventType", Own(ConfigWrite)),
    ("restoreTeamEventType", Own(ConfigWrite)),
    ("copyTeamEventType", Own(ConfigWrite)),
    ("listBookingAssignments", Own(Read)),
    ("listHolidaySets", Any(Read)),
    ("getHolidaySet", Any(Read)),
    ("getAvailability", Own(Read)),
    ("replaceAvailability", Own(ConfigWrite)),
    ("listSchedules", Own(Read)),
    ("createSchedule", Own(ConfigWrite)),
    ("getSchedule", Own(Read)),
    ("replaceSchedule", Own(ConfigWrite)),
    ("deleteSchedule", Own(ConfigWrite)),
    ("listBlockedDates", Own(Read)),
    ("createBlockedDate", Own(ConfigWrite)),
    ("deleteBlockedDate", Own(ConfigWrite)),
    ("listBookings", Own(Read)),
    ("getBooking", Own(Read)),
    ("createBookingForInvitee", Own(BookingsWrite)),
    ("createBookingSeriesForInvitee", Own(BookingsWrite)),
    ("cancelBooking", Own(BookingsWrite)),
    ("confirmBooking", Own(BookingsWrite)),
    ("declineBooking", Own(BookingsWrite)),
    ("rescheduleBooking", Own(BookingsWrite)),
    ("reassignBooking", Own(BookingsWrite)),
    ("markNoShow", Own(BookingsWrite)),
    ("revokeBookingLink", Own(BookingsWrite)),
    ("exportBookings", Own(Read)),
    ("getAnalytics", Own(Read)),
    ("listChanges", Tenant(Admin)),
    ("simulateChange", Own(ConfigWrite)),
    ("getSettings", Any(Read)),
    ("replaceSettings", Tenant(ConfigWrite)),
    ("listMailTemplates", Tenant(Read)),
    ("getMailTemplate", Tenant(Read)),
    ("putMailTemplate", Tenant(ConfigWrite)),
    ("deleteMailTemplate", Tenant(ConfigWrite)),
    ("previewMailTemplate", Tenant(ConfigWrite)),
    ("exportInvitee", Tenant(Admin)),
    ("eraseInvitee", Tenant(Admin)),
    ("listApiKeys", Tenant(Admin)),
    ("createApiKey", Tenant(Admin)),
    ("revokeApiKey", Tenant(Admin)),
    ("rotateApiKey", Tenant(Admin)),
    ("listWebhooks", Tenant(Admin)),
    ("createWebhook", Tenant(Admin)),
    ("getWebhook", Tenant(Admin)),
    ("replaceWebhook", Tenant(Admin)),
    ("deleteWebhook", Tenant(Admin)),
    ("rotateWebhookSecret", Tenant(Admin)),
    ("testWebhook", Tenant(Admin)),
    ("listEvents", Tenant(Admin)),
    ("listDeliveries", Tenant(Admin)),
    ("getDelivery", Tenant(Admin)),
    ("resendDelivery", Tenant(Admin)),
    ("cancelDelivery", Tenant(Admin)),
    ("listAccounts", Tenant(Admin)),
    ("getAccount", Tenant(Admin)),
    ("replaceAccount", Tenant(Admin)),
    ("offerPasswordReset", Tenant(Admin)),
    ("listInvitations", Tenant(Admin)),
    ("createInvitation", Tenant(Admin)),
    ("deleteInvitation", Tenant(Admin)),
    ("getSession", Session),
    ("signOut", Session),
    ("signOutOthers", Session),
    ("signIn", Nothing),
    ("acceptInvitation", Nothing),
    ("resetPassword", Nothing),
    ("getProfile", Nothing),
    ("getOffer", Nothing),
    ("listSlots", Nothing),
    ("listNextSlots", Nothing),
    ("getTeamProfile", Nothing),
    ("getTeamOffer", Nothing),
    ("listTeamSlots", Nothing),
    ("listNextTeamSlots", Nothing),
    ("getCalendar", Nothing),
    ("createHold", Nothing),
    ("deleteHold", Token(404)),
    ("createBooking", Nothing),
    ("createBookingSeries", Nothing),
    ("getBookingByToken", Token(401)),
    ("getCalendarFileByToken", Token(401)),
    ("cancelBookingByToken", Token(401)),
    ("rescheduleBookingByToken", Token(401)),
    ("confirmBookingAddressByToken", Token(401)),
    ("listSlotsToMoveByToken", Token(401)),
    ("createHoldToMoveByToken", Token(401)),
    ("listTenants", Platform),
    ("createTenant", Platform),
    ("inviteOwner", Platform),
    ("getTenant", Platform),
    ("resumeTenant", Platform),
    ("replaceTenantFeatures", Platform),
    ("replaceTenantQuotas", Platform),
    ("exportTenant", Platform),
    ("suspendTenant", Platform),
    ("eraseTenant", Platform),
    ("isAlive", Nothing),
    ("isReady", Nothing),
    ("getMetrics", Nothing),
];

/// Somebody who calls.
struct Caller {
    name: &'static str,
    credential: Credential,
    rights: Rights,
}

enum Credential {
    None,
    /// The invitee's: the token of the thing that the call is about, else that of a booking.
    Invitee,
    Bearer(String),
    Session(SessionSecret),
}

/// What somebody may do in the tenant.
enum Rights {
    /// They are nobody there.
    Stranger,
    /// These scopes, in all of the tenant.
    All(&'static [Scope]),
    /// These scopes, with what is the host's whose things are called for.
    TheirOwn(&'static [Scope]),
    /// These scopes, with what is another host's.
    Another(&'static [Scope]),
}

async fn callers(api: &Api) -> Vec<Caller> {
    let world = &api.world;
    let another = world.host(&world.admin, "grace").await;
    for (name, role, host) in [
        ("owner", Role::Owner, None),
        ("admin", Role::Admin, None),
        ("member", Role::Member, Some(world.host.id)),
        ("other", Role::Member, Some(another.id)),
        ("guest", Role::Member, None),
    ] {
        world.account(name, role, host).await;
    }
    let session = async |name| Credential::Session(world.sign_in(name).await);
    let key = async |scope, host| Credential::Bearer(api.key(&[scope], host).await);
    let user = |role| Credential::Bearer(token(&claims("ada", role)));
    let caller = |name, credential, rights| Caller { name, credential, rights };
    vec![
        caller("nobody", Credential::None, Rights::Stranger),
        caller("an invitee", Credential::Invitee, Rights::Stranger),
        caller("the platform", Credential::Bearer(PLATFORM_KEY.to_owned()), Rights::Stranger),
        caller("a member without a host", session("guest").await, Rights::All(&[])),
        caller("another member", session("other").await, Rights::Another(Role::Member.scopes())),
        caller("a member", session("member").await, Rights::TheirOwn(Role::Member.scopes())),
        caller("a member by token", user("member"), Rights::TheirOwn(Role::Member.scopes())),
        caller("a host's key", key(ConfigWrite, Some(world.host.id)).await, Rights::TheirOwn(&[ConfigWrite])),
        caller("another's key", key(BookingsWrite, Some(another.id)).await, Rights::Another(&[BookingsWrite])),
        caller("a key for reading", key(Read, None).await, Rights::All(&[Read])),
        caller("a key for bookings", key(BookingsWrite, None).await, Rights::All(&[BookingsWrite])),
        caller("a key for configuration", key(ConfigWrite, None).await, Rights::All(&[ConfigWrite])),
        caller("a key for everything", key(Admin, None).await, Rights::All(&[Admin])),
        caller("an admin by token", user("admin"), Rights::All(&[Admin])),
        caller("an admin", session("admin").await, Rights::All(&[Admin])),
        caller("an owner by token", user("owner"), Rights::All(&[Admin])),
        caller("an owner", session("owner").await, Rights::All(&[Admin])),
    ]
}

impl Needs {
    /// The status by which somebody is refused; none if they are let in.
    fn refuses(self, caller: &Caller) -> Option<u16> {
        let with_token = !matches!(caller.credential, Credential::None | Credential::Session(_));
        match self {
            Nothing => None,
            Session => (!matches!(caller.credential, Credential::Session(_))).then_some(401),
            Platform => (caller.name != "the platform").then_some(401),
            Token(_) if matches!(caller.credential, Credential::Invitee) => None,
            Token(refusal) => Some(if with_token { refusal } else { 401 }),
            Own(needed) | Any(needed) | Tenant(needed) => {
                let (scopes, reached) = match caller.rights {
                    Rights::Stranger => return Some(401),
                    Rights::All(scopes) => (scopes, None),
                    Rights::TheirOwn(scopes) => (scopes, matches!(self, Tenant(_)).then_some(403)),
                    Rights::Another(scopes) => {
                        let others = matches!(self, Own(_)).then_some(404);
                        (scopes, matches!(self, Tenant(_)).then_some(403).or(others))
                    }
                };
                let covered = scopes.iter().any(|scope| scope.covers(needed));
                if covered { reached } else { Some(403) }
            }
        }
    }
}

impl Caller {
    fn sign<'a>(&self, ask: Ask<'a>, call: &Call, things: &Things) -> Ask<'a> {
        match &self.credential {
            Credential::None => ask,
            Credential::Invitee => ask.bearer(call.token.as_deref().unwrap_or(&things.token)),
            Credential::Bearer(credential) => ask.bearer(credential),
            Credential::Session(secret) => ask.session(secret),
        }
    }
}

/// The code of a refusal, which says that it is one for want of rights.
fn code(status: u16) -> &'static str {
    match status {
        401 => "unauthenticated",
        403 => "forbidden",
        _ => "not_found",
    }
}

/// What only looks comes first, and what takes something away last: the invitee's link, signing out, then the tenant itself.
fn order(operation: &Operation) -> (Option<usize>, usize) {
    let methods = [Method::GET, Method::PUT, Method::POST, Method::DELETE];
    let rank = methods.iter().position(|method| *method == operation.method).unwrap();
    let last = ["eraseInvitee", "revokeBookingLink", "signOut", "suspendTenant", "eraseTenant"];
    (last.iter().position(|last| *last == operation.id), rank)
}

#[test]
fn the_table_has_every_operation_once() {
    let documented: BTreeSet<String> = operations().into_iter().map(|operation| operation.id).collect();
    let listed: BTreeSet<String> = TABLE.iter().map(|(id, _)| (*id).to_owned()).collect();
    let missing: Vec<_> = documented.difference(&listed).collect();
    let unknown: Vec<_> = listed.difference(&documented).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "not in the table: {missing:?}; not in the API: {unknown:?}");
    assert_eq!(TABLE.len(), listed.len(), "an operation is there twice");
}

#[actix_web::test]
async fn everybody_may_call_what_the_table_says_and_nothing_else() {
    let api = Api::new().await;
    let things = Things::of(&api).await;
    let callers = callers(&api).await;
    let mut operations = operations();
    operations.sort_by_key(order);
    let mut tried = 0;
    for operation in operations {
        let needs = TABLE.iter().find(|(id, _)| *id == operation.id).map(|(_, needs)| *needs).unwrap();
        let call = call_of(&operation.id, &things).unwrap();
        // Who is refused comes first: it would be no proof if the thing was gone.
        let (refused, let_in): (Vec<_>, Vec<_>) = callers.iter().partition(|caller| needs.refuses(caller).is_some());
        let mut is_there = true;
        for caller in refused.into_iter().chain(let_in) {
            let reply: Reply = caller.sign(ask(&api, &operation, &call, "acme"), &call, &things).send().await;
            let told = format!("{} by {}: {}", operation.id, caller.name, reply.text);
            let said = (reply.status.as_u16(), reply.body["code"].as_str().unwrap_or_default());
            if let Some(status) = needs.refuses(caller) {
                assert_eq!(said, (status, code(status)), "{told}");
            } else {
                assert!(!["unauthenticated", "forbidden", "csrf_failed"].contains(&said.1), "{told}");
                assert!(said.0 < 500 && (said.0 != 404 || !is_there), "{told}");
                is_there &= operation.method != Method::DELETE;
            }
            tried += 1;
        }
    }
    assert_eq!(tried, TABLE.len() * callers.len());
}
