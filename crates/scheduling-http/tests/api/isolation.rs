//! Every operation of the OpenAPI document × every wrong caller. An operation that is not in the list fails the test.

use actix_web::http::Method;
use scheduling_core::SchedulingKind;
use scheduling_engine::{Role, SessionSecret};
use scheduling_testkit::world::PLATFORM_KEY;
use serde_json::{Value, json};

use crate::support::{Api, Ask, Reply, SLOT};

/// Things of the tenant `acme`.
pub(crate) struct Things {
    pub(crate) host: String,
    pub(crate) event_type: String,
    schedule: String,
    block: String,
    booking: String,
    pub(crate) token: String,
    /// A booking whose address is to be confirmed, and what confirms it.
    awaiting: String,
    address_token: String,
    hold: String,
    hold_token: String,
    key: String,
    account: String,
    invitation: String,
    pub(crate) tenant: String,
    /// Of a link that works no more.
    link: String,
    session: SessionSecret,
    /// The query of the host's calendar.
    calendar: String,
    pub(crate) team: String,
    pub(crate) team_type: String,
    webhook: String,
    delivery: String,
}

impl Things {
    pub(crate) async fn of(api: &Api) -> Self {
        let (awaiting, address_token) = api.awaiting("2026-03-19T13:00:00Z").await;
        let (booking, token) = api.booked(SLOT).await;
        let body = json!({"eventTypeId": api.event_type(), "startTime": "2026-03-17T13:00:00Z"});
        let hold = api.public(Method::POST, "/holds").json(&body).send().await;
        let schedule = json!({"userId": api.host(), "name": "Summer", "weeklySchedule": {}});
        let schedule = api.post("/availability/schedules", &schedule).await;
        let block = json!({"userId": api.host(), "startDate": "2026-08-03", "endDate": "2026-08-04"});
        let block = api.post("/blocked-dates", &block).await;
        let key = json!({"name": "Website", "scopes": ["read"]});
        let key = api.post("/api-keys", &key).await;
        let account = api.world.account("katherine", Role::Member, None).await;
        let invitation = json!({"email": "eve@example.org", "role": "member"});
        let invitation = api.post("/invitations", &invitation).await;
        let withdrawn = json!({"email": "mallory@example.org", "role": "member"});
        let withdrawn = api.post("/invitations", &withdrawn).await;
        let feed = api.post(format!("/users/{}/calendar-feed", api.host()), &json!({})).await;
        let calendar = feed.is(200)["url"].as_str().unwrap().split_once('?').unwrap().1.to_owned();
        let team = api.world.team("sales", &[&api.world.host]).await;
        let team_type = api.world.team_type(&team, SchedulingKind::RoundRobin, &[&api.world.host]).await;
        let webhook = api.post("/webhooks", &json!({"url": "https://hooks.example.org"})).await;
        let webhook = webhook.is(201)["webhook"]["id"].as_str().unwrap().to_owned();
        let test = api.post(format!("/webhooks/{webhook}/test"), &json!({})).await;
        api.put("/mail-templates/confirmation/invitee", &json!({"subject": "Until then"})).await.is(200);
        let id = |reply: &Reply| reply.is(201)["id"].as_str().unwrap().to_owned();
        api.admin(Method::DELETE, format!("/invitations/{}", id(&withdrawn))).send().await.is(204);
        Self {
            host: api.host(),
            event_type: api.event_type(),
            schedule: id(&schedule),
            block: id(&block),
            booking,
            token,
            awaiting,
            address_token,
            calendar,
            hold: id(&hold),
            hold_token: hold.body["token"].as_str().unwrap().to_owned(),
            account: account.id.to_string(),
            invitation: id(&invitation),
            tenant: api.tenant(),
            session: api.world.sign_in("katherine").await,
            link: withdrawn.body["token"].as_str().unwrap().to_owned(),
            key: key.is(201)["apiKey"]["id"].as_str().unwrap().to_owned(),
            team: team.id.to_string(),
            team_type: team_type.event_type.id.to_string(),
            webhook,
            delivery: test.is(202)["deliveryId"].as_str().unwrap().to_owned(),
        }
    }
}

/// What a stranger with a valid credential of their own is told.
pub(crate) enum Stranger {
    /// 404: the thing is not there for them.
    NotFound,
    /// 401: the token opens nothing here.
    Unauthenticated,
    /// They see their own, which is empty of the other's.
    OwnThings,
    /// What they guess is refused like any other guess.
    Refused(u16, &'static str),
    /// There is nothing to protect.
    Open,
}

pub(crate) struct Call {
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
    pub(crate) token: Option<String>,
    stranger: Stranger,
}

fn call(path: String) -> Call {
    Call { path, body: None, token: None, stranger: Stranger::NotFound }
}

impl Call {
    fn body(self, body: Value) -> Self {
        Self { body: Some(body), ..self }
    }

    fn token(self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self }
    }

    fn stranger(self, stranger: Stranger) -> Self {
        Self { stranger, ..self }
    }
}

/// How to call an operation on acme's things.
pub(crate) fn call_of(operation: &str, things: &Things) -> Option<Call> {
    use Stranger::{Open, OwnThings, Unauthenticated};
    let Things { host, event_type, schedule, block, booking, .. } = things;
    let admin = |path: String| call(format!("/api/admin/scheduling{path}"));
    let user = json!({"userId": "usr_9", "username": "grace", "displayName": "Grace", "email": "grace@example.org"});
    let kind = json!({"userId": host, "name": "Deep", "slug": "deep", "duration": 60});
    let weekly = json!({"userId": host, "name": "Autumn", "weeklySchedule": {}});
    Some(match operation {
        "listUsers" => admin("/users".to_owned()).stranger(OwnThings),
        "createUser" => admin("/users".to_owned()).body(user).stranger(OwnThings),
        "getUser" => admin(format!("/users/{host}")),
        "replaceUser" => {
            // As whom the platform knows them is for admins to change.
            let same = json!({"userId": "ada", "username": "grace", "displayName": "G", "email": "grace@example.org"});
            admin(format!("/users/{host}")).body(same)
        }
        "getCalendarFeed" | "createCalendarFeed" | "deleteCalendarFeed" => {
            admin(format!("/users/{host}/calendar-feed"))
        }
        "listEventTypes" => admin(format!("/event-types?userId={host}")),
        "createEventType" => admin("/event-types".to_owned()).body(kind),
        "getEventType" | "archiveEventType" => admin(format!("/event-types/{event_type}")),
        "replaceEventType" => admin(format!("/event-types/{event_type}")).body(kind),
        "restoreEventType" => admin(format!("/event-types/{event_type}/restore")),
        "copyEventType" => admin(format!("/event-types/{event_type}/copy")),
        "explainStart" => admin(format!("/event-types/{event_type}/explain?start={SLOT}")),
        "simulateChange" => {
            let body = json!({"timezone": "UTC", "from": "2026-03-16", "to": "2026-03-22", "weeklySchedule": {}});
            admin(format!("/event-types/{event_type}/simulate")).body(body)
        }
        "getAvailability" => admin(format!("/availability?userId={host}")),
        "replaceAvailability" => {
            let body = json!({"userId": host, "timezone": "UTC", "weeklySchedule": {}});
            admin("/availability".to_owned()).body(body)
        }
        "listSchedules" => admin(format!("/availability/schedules?userId={host}")),
        "createSchedule" => admin("/availability/schedules".to_owned()).body(weekly),
        "getSchedule" | "deleteSchedule" => admin(format!("/availability/schedules/{schedule}")),
        "replaceSchedule" => admin(format!("/availability/schedules/{schedule}")).body(weekly),
        "listBlockedDates" => admin(format!("/blocked-dates?userId={host}")),
        "createBlockedDate" => {
            let body = json!({"userId": host, "startDate": "2026-08-03", "endDate": "2026-08-04"});
            admin("/blocked-dates".to_owned()).body(body)
        }
        "deleteBlockedDate" => admin(format!("/blocked-dates/{block}")),
        "listBookings" => admin(format!("/bookings?hostUserId={host}")).stranger(OwnThings),
        "exportBookings" => admin(format!("/bookings/export.csv?hostUserId={host}")).stranger(OwnThings),
        "listBookingAssignments" => admin(format!("/bookings/{booking}/assignments")),
        "getBooking" => admin(format!("/bookings/{booking}")),
        "cancelBooking" => admin(format!("/bookings/{booking}/cancel")),
        "rescheduleBooking" => admin(format!("/bookings/{booking}/reschedule")).body(json!({"startTime": LATER})),
        "confirmBooking" => admin(format!("/bookings/{booking}/confirm")),
        "declineBooking" => admin(format!("/bookings/{booking}/decline")),
        "markNoShow" => admin(format!("/bookings/{booking}/no-show")),
        "revokeBookingLink" => admin(format!("/bookings/{booking}/revoke-link")),
        "reassignBooking" => admin(format!("/bookings/{booking}/reassign")).body(json!({"hostUserId": host})),
        "createBookingForInvitee" => admin("/bookings".to_owned()).body(wish(event_type)),
        "createBookingSeriesForInvitee" => admin("/booking-series".to_owned()).body(series(event_type)),
        "getAnalytics" => admin(format!("/analytics?timezone=UTC&days=7&hostUserId={host}")),
        "listChanges" => admin(format!("/changelog?entityId={event_type}")).stranger(OwnThings),
        "listHolidaySets" => admin("/holiday-sets".to_owned()).stranger(OwnThings),
        "getHolidaySet" => admin("/holiday-sets/DE-BY?from=2026-01-01&to=2026-01-31".to_owned()).stranger(OwnThings),
        "exportInvitee" | "eraseInvitee" => {
            let doing = if operation == "exportInvitee" { "export" } else { "erase" };
            let call = admin(format!("/invitees/{doing}")).body(json!({"email": "grace@example.org"}));
            call.stranger(OwnThings)
        }
        "getSettings" => admin("/settings".to_owned()).stranger(OwnThings),
        "replaceSettings" => admin("/settings".to_owned()).body(json!({})).stranger(OwnThings),
        "listTenants" => call("/api/platform/tenants".to_owned()).stranger(Unauthenticated),
        "createTenant" => {
            let body = json!({"slug": "initech", "name": "Initech"});
            call("/api/platform/tenants".to_owned()).body(body).stranger(Unauthenticated)
        }
        "isAlive" => call("/health/live".to_owned()).stranger(Open),
        "isReady" => call("/health/ready".to_owned()).stranger(Open),
        "getMetrics" => call("/metrics".to_owned()).stranger(Open),
        _ => {
            return [call_by_invitee, call_about_teams, call_about_people, call_about_what_leaves]
                .iter()
                .find_map(|call_of_these| call_of_these(operation, things));
        }
    })
}

/// A free start.
const LATER: &str = "2026-03-18T13:00:00Z";

fn wish(event_type: &str) -> Value {
    let invitee = json!({"name": "Grace", "email": "grace@example.org"});
    json!({"eventTypeId": event_type, "startTime": LATER, "timezone": "UTC", "invitee": invitee})
}

fn series(event_type: &str) -> Value {
    let mut series = wish(event_type);
    series["recurrence"] = json!({"frequency": "daily", "count": 2});
    series
}

/// The same for what anybody may ask for.
fn call_by_invitee(operation: &str, things: &Things) -> Option<Call> {
    use Stranger::{NotFound, Unauthenticated};
    let Things { host, event_type, booking, token, awaiting, address_token, hold, hold_token, calendar, .. } = things;
    let public = |path: String| call(format!("/api/public/scheduling/{{tenant}}{path}"));
    Some(match operation {
        "getCalendar" => public(format!("/calendars/{host}.ics?{calendar}")),
        "getProfile" => public("/users/ada".to_owned()),
        "getOffer" => public("/users/ada/intro".to_owned()),
        "listSlots" => public("/users/ada/intro/slots?timezone=UTC&date=2026-03-18".to_owned()),
        "listNextSlots" => public("/users/ada/intro/slots/next?timezone=UTC".to_owned()),
        "createHold" => public("/holds".to_owned()).body(json!({"eventTypeId": event_type, "startTime": LATER})),
        "deleteHold" => public(format!("/holds/{hold}")).token(hold_token).stranger(NotFound),
        "createBooking" => public("/bookings".to_owned()).body(wish(event_type)),
        "createBookingSeries" => public("/booking-series".to_owned()).body(series(event_type)),
        "getBookingByToken" => public(format!("/bookings/{booking}")).token(token).stranger(Unauthenticated),
        "getCalendarFileByToken" => {
            public(format!("/bookings/{booking}/calendar.ics")).token(token).stranger(Unauthenticated)
        }
        "cancelBookingByToken" => public(format!("/bookings/{booking}/cancel")).token(token).stranger(Unauthenticated),
        "confirmBookingAddressByToken" => {
            let call = public(format!("/bookings/{awaiting}/confirm-address"));
            call.token(address_token).stranger(Unauthenticated)
        }
        "rescheduleBookingByToken" => {
            let call = public(format!("/bookings/{booking}/reschedule")).body(json!({"startTime": LATER}));
            call.token(token).stranger(Unauthenticated)
        }
        "listSlotsToMoveByToken" => {
            let call = public(format!("/bookings/{booking}/slots?timezone=UTC&date=2026-03-18"));
            call.token(token).stranger(Unauthenticated)
        }
        "createHoldToMoveByToken" => {
            let call = public(format!("/bookings/{booking}/holds")).body(json!({"startTime": LATER}));
            call.token(token).stranger(Unauthenticated)
        }
        _ => return None,
    })
}

/// The same for teams.
fn call_about_teams(operation: &str, things: &Things) -> Option<Call> {
    use Stranger::OwnThings;
    let Things { host, team, team_type, .. } = things;
    let admin = |path: String| call(format!("/api/admin/scheduling{path}"));
    let public = |path: String| call(format!("/api/public/scheduling/{{tenant}}{path}"));
    let of_team = json!({"name": "Deep", "slug": "deep", "duration": 60, "hosts": [{"userId": host}]});
    Some(match operation {
        "listTeams" => admin("/teams".to_owned()).stranger(OwnThings),
        "createTeam" => admin("/teams".to_owned()).body(json!({"name": "Sales", "slug": "new"})).stranger(OwnThings),
        "getTeam" | "archiveTeam" => admin(format!("/teams/{team}")),
        "replaceTeam" => admin(format!("/teams/{team}")).body(json!({"name": "Sales", "slug": "new"})),
        "listTeamMembers" => admin(format!("/teams/{team}/members")),
        "addTeamMember" => admin(format!("/teams/{team}/members")).body(json!({"userId": host})),
        "replaceTeamMember" => admin(format!("/teams/{team}/members/{host}")).body(json!({"isAdmin": true})),
        "removeTeamMember" => admin(format!("/teams/{team}/members/{host}")),
        "listTeamEventTypes" => admin(format!("/teams/{team}/event-types")),
        "createTeamEventType" => admin(format!("/teams/{team}/event-types")).body(of_team),
        "getTeamEventType" | "archiveTeamEventType" => admin(format!("/teams/{team}/event-types/{team_type}")),
        "restoreTeamEventType" => admin(format!("/teams/{team}/event-types/{team_type}/restore")),
        "copyTeamEventType" => admin(format!("/teams/{team}/event-types/{team_type}/copy")),
        "replaceTeamEventType" => admin(format!("/teams/{team}/event-types/{team_type}")).body(of_team),
        "getTeamProfile" => public("/teams/sales".to_owned()),
        "getTeamOffer" => public("/teams/sales/round-robin".to_owned()),
        "listNextTeamSlots" => public("/teams/sales/round-robin/slots/next?timezone=UTC".to_owned()),
        "listTeamSlots" => public("/teams/sales/round-robin/slots?timezone=UTC&date=2026-03-18".to_owned()),
        _ => return None,
    })
}

/// The same for accounts, API keys, and tenants as the platform sees them.
fn call_about_people(operation: &str, things: &Things) -> Option<Call> {
    use Stranger::{OwnThings, Refused, Unauthenticated};
    let Things { key, account, invitation, tenant, link, .. } = things;
    let admin = |path: String| call(format!("/api/admin/scheduling{path}"));
    Some(match operation {
        "listApiKeys" => admin("/api-keys".to_owned()).stranger(OwnThings),
        "createApiKey" => {
            let body = json!({"name": "Website", "scopes": ["read"], "userId": null});
            admin("/api-keys".to_owned()).body(body).stranger(OwnThings)
        }
        "revokeApiKey" => admin(format!("/api-keys/{key}")),
        "rotateApiKey" => admin(format!("/api-keys/{key}/rotate")).body(json!({})),
        "listAccounts" => admin("/accounts".to_owned()).stranger(OwnThings),
        "getAccount" => admin(format!("/accounts/{account}")),
        "replaceAccount" => {
            admin(format!("/accounts/{account}")).body(json!({"displayName": "Grace", "role": "member"}))
        }
        "offerPasswordReset" => admin(format!("/accounts/{account}/password-reset")),
        "listInvitations" => admin("/invitations".to_owned()).stranger(OwnThings),
        "createInvitation" => {
            let body = json!({"email": "new@example.org", "role": "member"});
            admin("/invitations".to_owned()).body(body).stranger(OwnThings)
        }
        "deleteInvitation" => admin(format!("/invitations/{invitation}")),
        "signIn" => {
            let body = json!({"tenant": "acme", "email": "grace@example.org", "password": "a guess"});
            call("/api/account/session".to_owned()).body(body).stranger(Refused(401, "sign_in_failed"))
        }
        "getSession" | "signOut" => call("/api/account/session".to_owned()).stranger(Unauthenticated),
        "signOutOthers" => call("/api/account/session/sign-out-others".to_owned()).stranger(Unauthenticated),
        "acceptInvitation" => {
            let body = json!({"token": link, "displayName": "Eve", "password": "a long password"});
            call("/api/account/invitations/accept".to_owned()).body(body).stranger(Refused(410, "link_invalid"))
        }
        "resetPassword" => {
            let body = json!({"token": link, "password": "a long password"});
            call("/api/account/password-reset".to_owned()).body(body).stranger(Refused(410, "link_invalid"))
        }
        "inviteOwner" => {
            let body = json!({"email": "new@example.org"});
            call(format!("/api/platform/tenants/{tenant}/owner-invitations")).body(body).stranger(Unauthenticated)
        }
        "getTenant" => call(format!("/api/platform/tenants/{tenant}")).stranger(Unauthenticated),
        "suspendTenant" => call(format!("/api/platform/tenants/{tenant}/suspend")).stranger(Unauthenticated),
        "resumeTenant" => call(format!("/api/platform/tenants/{tenant}/resume")).stranger(Unauthenticated),
        "replaceTenantFeatures" => {
            let call = call(format!("/api/platform/tenants/{tenant}/features")).body(json!({"scheduling": true}));
            call.stranger(Unauthenticated)
        }
        "replaceTenantQuotas" => {
            let body = json!({"users": 10, "eventTypes": null});
            call(format!("/api/platform/tenants/{tenant}/quotas")).body(body).stranger(Unauthenticated)
        }
        "exportTenant" => call(format!("/api/platform/tenants/{tenant}/export")).stranger(Unauthenticated),
        "eraseTenant" => {
            let call = call(format!("/api/platform/tenants/{tenant}/erase")).body(json!({"slug": "acme"}));
            call.stranger(Unauthenticated)
        }
        _ => return None,
    })
}

/// The same for what leaves the system.
fn call_about_what_leaves(operation: &str, things: &Things) -> Option<Call> {
    use Stranger::OwnThings;
    let Things { webhook, delivery, .. } = things;
    let admin = |path: String| call(format!("/api/admin/scheduling{path}"));
    let body = json!({"url": "https://hooks.example.org/new"});
    Some(match operation {
        "listWebhooks" => admin("/webhooks".to_owned()).stranger(OwnThings),
        "createWebhook" => admin("/webhooks".to_owned()).body(body).stranger(OwnThings),
        "getWebhook" | "deleteWebhook" => admin(format!("/webhooks/{webhook}")),
        "replaceWebhook" => admin(format!("/webhooks/{webhook}")).body(body),
        "rotateWebhookSecret" => admin(format!("/webhooks/{webhook}/rotate-secret")).body(json!({})),
        "testWebhook" => admin(format!("/webhooks/{webhook}/test")),
        "listMailTemplates" => admin("/mail-templates".to_owned()).stranger(OwnThings),
        "getMailTemplate" | "deleteMailTemplate" => admin("/mail-templates/confirmation/invitee".to_owned()),
        "putMailTemplate" => {
            // In another language, so that there is no template of the stranger where acme has one.
            let call = admin("/mail-templates/confirmation/invitee?locale=de".to_owned());
            call.body(json!({"subject": "Bis dann"})).stranger(OwnThings)
        }
        "previewMailTemplate" => {
            let call = admin("/mail-templates/preview".to_owned());
            call.body(json!({"kind": "confirmation", "audience": "invitee"})).stranger(OwnThings)
        }
        "listEvents" => admin("/events?after=0".to_owned()).stranger(OwnThings),
        "listDeliveries" => admin("/deliveries?channel=webhook".to_owned()).stranger(OwnThings),
        "getDelivery" => admin(format!("/deliveries/{delivery}")),
        "resendDelivery" => admin(format!("/deliveries/{delivery}/resend")),
        "cancelDelivery" => admin(format!("/deliveries/{delivery}/cancel")),
        _ => return None,
    })
}

pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: Method,
    scheme: Option<String>,
    /// As the document describes it.
    pub(crate) described: Value,
}

/// All operations of the document.
pub(crate) fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&scheduling_http::openapi_json()).unwrap();
    let mut found = Vec::new();
    for item in document["paths"].as_object().unwrap().values() {
        for (method, operation) in item.as_object().unwrap() {
            let scheme = operation["security"][0].as_object().and_then(|schemes| schemes.keys().next().cloned());
            let id = operation["operationId"].as_str().unwrap().to_owned();
            let method = method.to_uppercase().parse().unwrap();
            found.push(Operation { id, method, scheme, described: operation.clone() });
        }
    }
    assert!(found.len() >= 35, "the document lists {} operations", found.len());
    found
}

pub(crate) fn ask<'a>(api: &'a Api, operation: &Operation, call: &Call, tenant: &str) -> Ask<'a> {
    let ask = api.ask(operation.method.clone(), call.path.replace("{tenant}", tenant));
    match &call.body {
        Some(body) => ask.json(body),
        None => ask,
    }
}

pub(crate) fn expect(operation: &Operation, things: &Things) -> Call {
    call_of(&operation.id, things).unwrap_or_else(|| panic!("{} is not in the list of this test", operation.id))
}

#[actix_web::test]
async fn nobody_comes_in_without_a_credential() {
    let api = Api::new().await;
    let things = Things::of(&api).await;
    for operation in operations() {
        let call = expect(&operation, &things);
        if operation.scheme.is_none() {
            continue;
        }
        for credential in [None, Some("Bearer sk_wrong"), Some("Basic YWRhOmFkYQ=="), Some("Bearer ")] {
            let mut ask = ask(&api, &operation, &call, "acme");
            if let Some(credential) = credential {
                ask = ask.header("authorization", credential);
            }
            let reply = ask.send().await;
            // A hold that a token does not open is not there.
            let hidden = operation.id == "deleteHold" && credential.is_some_and(|value| value.starts_with("Bearer"));
            if hidden { reply.is_problem(404, "not_found") } else { reply.is_problem(401, "unauthenticated") }
        }
    }
}

#[actix_web::test]
async fn another_tenants_things_are_not_there() {
    let api = Api::new().await;
    let things = Things::of(&api).await;
    let (admin, key) = api.world.tenant("globex").await;
    api.world.host(&admin, "mallory").await;
    let subject = "Until then".to_owned();
    let secrets = [
        &subject,
        &things.team,
        &things.team_type,
        &things.host,
        &things.event_type,
        &things.schedule,
        &things.block,
        &things.booking,
        &things.awaiting,
        &things.hold,
        &things.key,
        &things.account,
        &things.invitation,
        &things.webhook,
        &things.delivery,
    ];
    for operation in operations() {
        let call = expect(&operation, &things);
        let ask = ask(&api, &operation, &call, "globex");
        let ask = match (&operation.scheme, &call.token) {
            (Some(_), Some(token)) => ask.bearer(token),
            (Some(_), None) => ask.bearer(&key),
            (None, _) => ask,
        };
        // The client's word about its tenant counts for nothing.
        let tenant = api.world.admin.tenant().id.to_string();
        let reply = ask.header("x-tenant-id", &tenant).send().await;
        match call.stranger {
            Stranger::NotFound => reply.is_problem(404, "not_found"),
            Stranger::Unauthenticated => reply.is_problem(401, "unauthenticated"),
            Stranger::Refused(status, code) => reply.is_problem(status, code),
            Stranger::OwnThings | Stranger::Open => {
                assert!(reply.status.is_success(), "{}: {}", operation.id, reply.text);
            }
        }
        for secret in secrets {
            assert!(!reply.text.contains(secret.as_str()), "{}: {}", operation.id, reply.text);
        }
    }
    // Nothing of acme was touched by all that.
    let booking = api.get(format!("/bookings/{}", things.booking)).await;
    assert_eq!(booking.is(200)["status"], json!("confirmed"));
    assert_eq!(api.get(format!("/event-types/{}", things.event_type)).await.is(200)["archivedAt"], Value::Null);
    assert_eq!(api.get("/users").await.is(200)["items"].as_array().unwrap().len(), 1);
}

/// As its rightful caller.
pub(crate) fn rightly<'a>(api: &'a Api, operation: &Operation, call: &Call, things: &Things) -> Ask<'a> {
    let ask = ask(api, operation, call, "acme");
    match (operation.scheme.as_deref(), &call.token) {
        (Some("apiKey"), _) => ask.bearer(&api.world.api_key),
        (Some("platformKey"), _) => ask.bearer(PLATFORM_KEY),
        (Some("session"), _) => ask.session(&things.session),
        (_, Some(token)) => ask.bearer(token),
        (_, None) => ask,
    }
}

#[actix_web::test]
async fn a_parameter_that_nobody_reads_is_refused_everywhere() {
    let api = Api::new().await;
    let things = Things::of(&api).await;
    for operation in operations() {
        let mut call = expect(&operation, &things);
        call.path.push_str(if call.path.contains('?') { "&nonsense=1" } else { "?nonsense=1" });
        let reply = rightly(&api, &operation, &call, &things).send().await;
        assert_eq!(reply.status, 422, "{}: {}", operation.id, reply.text);
        assert!(reply.text.contains(r#""pointer":"/nonsense","code":"unknown_field""#), "{}", reply.text);
    }
}

#[actix_web::test]
async fn a_thing_that_never_was_is_answered_like_a_foreign_one() {
    let api = Api::new().await;
    let things = Things::of(&api).await;
    let (_, key) = api.world.tenant("globex").await;
    let path = |id: &str| format!("/bookings/{id}");
    let foreign = api.admin(Method::GET, path(&things.booking)).bearer(&key).send().await;
    let absent = api.admin(Method::GET, path("00000000-0000-0000-0000-00000000ffff")).bearer(&key).send().await;
    let without_id = |reply: &Reply| {
        let mut body = reply.body.clone();
        body["instance"] = Value::Null;
        body
    };
    assert_eq!(without_id(&foreign), without_id(&absent));
}
