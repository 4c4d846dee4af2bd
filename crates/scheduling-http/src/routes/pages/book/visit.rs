//! Somebody who looks for a time: what they want to book, and what they have said so far.

use std::{future::Ready, pin::Pin};

use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload, http::StatusCode, http::header, web};
use form_urlencoded::Serializer;
use jiff::{Timestamp, civil::Date};
use scheduling_core::{
    BookingId, Campaign, EventType, EventTypeDetails, EventTypeId, HoldId, Host, Minutes, SchedulingKind, Slug,
    Username, Zone,
    slots::{Slot, SlotQuery},
};
use scheduling_engine::{
    Engine, Failure, HoldToken, IdempotencyKey, ListSlots, ListTeamSlots, NextSlots, NextTeamSlots, Nothing,
    PublicTenant, TeamSlotList, Writing,
};
use scheduling_render::pages::{Clock, Frame, Offer, Script};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::campaign;
use crate::{
    AppState,
    edge::{OpenTenant, holder},
    live::Live,
    problem::{Code, Problem},
    routes::{
        extract::received,
        pages::{
            Manner,
            embedding::{EMBED, EMBED_ORIGIN, Embedding},
            form::Fields,
            shown,
        },
    },
};

/// What is carried from page to page, besides what begins with `q-` (an answer to a question) and the campaign.
const KEPT: [&str; 10] =
    ["host", "timezone", "clock", EMBED, EMBED_ORIGIN, "name", "email", "phone", "notes", "guests"];

/// Those of them that say nothing of a person: they may stand in an address, whoever has typed what.
const OF_NOBODY: [&str; 5] = ["host", "timezone", "clock", EMBED, EMBED_ORIGIN];
/// What a form has among its fields once something was typed into one.
pub(super) const TYPED: &str = "typed";

/// By what a form has the time that is kept for it: its hold, the token of that, and until when.
pub(super) const HELD: [&str; 3] = ["hold", "hold_token", "until"];

/// Somebody who looks at an event type.
pub(super) struct Visit {
    state: web::Data<AppState>,
    tenant: OpenTenant,
    owner: Owner,
    slug: Slug,
    /// By what holds are counted.
    client: Option<String>,
    /// What was said so far: in the address, or in the form that was sent.
    said: Fields,
    fingerprint: [u8; 32],
    embedding: Embedding,
}

/// A form that was sent.
pub(super) struct Sent(pub(super) Visit);

/// Whose event type it is.
enum Owner {
    Host(Username),
    Team(Slug),
}

/// What can be booked, as it is now.
pub(super) struct Found {
    pub(super) id: EventTypeId,
    pub(super) details: EventTypeDetails,
    /// With whom.
    with: String,
    /// Whose zone a visitor sees who has named none.
    zone: Zone,
    /// If the invitee chooses one of them: the hosts.
    pub(super) to_choose: Vec<Host>,
}

impl Visit {
    pub(super) fn engine(&self) -> &Engine {
        self.state.engine()
    }

    pub(super) fn live(&self) -> &Live {
        self.state.live()
    }

    pub(super) fn tenant(&self) -> &PublicTenant {
        &self.tenant.0
    }

    pub(super) fn client(&self) -> Option<String> {
        self.client.clone()
    }

    pub(super) fn said(&self, name: &str) -> &str {
        self.said.get(name).unwrap_or_default()
    }

    /// Says more.
    pub(super) fn say(&mut self, more: &[(&str, &str)]) {
        self.said.extend(more);
    }

    /// What keeps the time that was chosen.
    pub(super) fn hold(&self) -> Option<(HoldId, HoldToken)> {
        let [id, token, _] = HELD.map(|name| self.said(name));
        id.parse().ok().map(|id| (id, HoldToken::presented(token)))
    }

    /// With whom, if the visitor has chosen.
    pub(super) fn host(&self) -> Option<Username> {
        match self.owner {
            Owner::Host(_) => None,
            Owner::Team(_) => self.said("host").parse().ok(),
        }
    }

    /// What led the visitor here.
    pub(super) fn campaign(&self) -> Campaign {
        campaign::campaign(&self.said)
    }

    pub(super) fn start(&self) -> Option<Timestamp> {
        self.said.start(self.engine().now())
    }

    pub(super) fn clock(&self) -> Clock {
        Clock::of(self.said("clock"))
    }

    /// The zone that the visitor has named, else the host's. The names are shown without their underscores.
    pub(super) fn zone(&self, found: &Found) -> Zone {
        self.said("timezone").replace(' ', "_").parse().unwrap_or_else(|_| found.zone.clone())
    }

    /// Whether some of what was said was typed here, and did not come with an address.
    pub(super) fn is_typed(&self) -> bool {
        !self.said(TYPED).is_empty()
    }

    /// What was said so far and stays: all but what the step itself says.
    pub(super) fn kept(&self) -> Vec<(String, String)> {
        let is_kept =
            |name: &str| name == TYPED || KEPT.contains(&name) || name.starts_with("q-") || campaign::is_campaign(name);
        let kept = self.said.all().filter(|(name, value)| is_kept(name) && !value.is_empty());
        kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// The same without what a form asks for itself.
    pub(super) fn kept_but(&self, asked: impl Fn(&str) -> bool) -> Vec<(String, String)> {
        self.kept().into_iter().filter(|(name, _)| !asked(name)).collect()
    }

    /// Where the free times are.
    pub(super) fn path(&self) -> String {
        format!("{}/{}", self.owner_path(), self.slug)
    }

    /// Where everything is that can be booked with whoever it is.
    pub(super) fn owner_path(&self) -> String {
        let tenant = &self.tenant().tenant().slug;
        match &self.owner {
            Owner::Host(username) => format!("/book/{tenant}/{username}"),
            Owner::Team(team) => format!("/book/{tenant}/team/{team}"),
        }
    }

    /// The same as an address that stays in the frame and the campaign.
    pub(super) fn owner_page(&self) -> String {
        format!("{}{}", self.owner_path(), campaign::going_on(&self.embedding, &self.said))
    }

    /// The page of a booking that was made just now.
    pub(super) fn booked_page(&self, booking: BookingId, token: &str) -> String {
        let (slug, embedded) = (&self.tenant().tenant().slug, self.embedding.after('&'));
        format!("/booking/{slug}/{booking}?token={token}&booked=now{embedded}")
    }

    /// A page of it, with what was said so far, and this. What was typed goes into no address.
    pub(super) fn page(&self, page: &str, more: &[(&str, &str)]) -> String {
        let mut query = Serializer::new(String::new());
        let stays =
            |kept: &str| !more.iter().any(|(name, _)| *name == kept) && (!self.is_typed() || is_of_nobody(kept));
        query.extend_pairs(self.kept().iter().filter(|(kept, _)| stays(kept)));
        query.extend_pairs(more);
        let (path, query) = (self.path(), query.finish());
        if query.is_empty() { format!("{path}{page}") } else { format!("{path}{page}?{query}") }
    }

    /// Where it is told which times of a month are free.
    pub(super) fn live_page(&self, month: Date, zone: &Zone) -> String {
        let month = month.strftime("%Y-%m").to_string();
        let mut query = Serializer::new(String::new());
        query.append_pair("month", &month).append_pair("timezone", zone.name());
        if let Some(host) = self.host() {
            query.append_pair("host", host.as_str());
        }
        format!("{}/live?{}", self.path(), query.finish())
    }

    /// What can be booked here.
    pub(super) async fn found(&self) -> Result<Found, Problem> {
        let (engine, tenant) = (self.engine(), self.tenant());
        match &self.owner {
            Owner::Host(username) => {
                let (host, event_type) = engine.public_event_type(tenant, username, &self.slug).await?;
                let EventType { id, details, .. } = event_type;
                let (with, zone) = (host.profile.display_name.to_string(), host.profile.zone);
                Ok(Found { id, details, with, zone, to_choose: Vec::new() })
            }
            Owner::Team(team) => {
                let found = engine.public_team_type(tenant, team, &self.slug).await?;
                let EventType { id, details, .. } = found.team_type.event_type;
                let scheduling = found.team_type.scheduling;
                let to_choose = if scheduling.kind == SchedulingKind::Individual { found.hosts } else { Vec::new() };
                let chosen = self.host().and_then(|name| to_choose.iter().find(|host| host.profile.username == name));
                let with = chosen.map_or(found.team.details.name.as_str(), |host| host.profile.display_name.as_str());
                Ok(Found { id, details, with: with.to_owned(), zone: scheduling.zone, to_choose })
            }
        }
    }

    /// The free times of some dates.
    pub(super) async fn slots(&self, query: SlotQuery) -> Result<Vec<Slot>, Failure<Nothing>> {
        self.slots_of(self.tenant(), query).await
    }

    /// The same of a tenant as it is by then.
    pub(super) async fn slots_of(
        &self,
        tenant: &PublicTenant,
        query: SlotQuery,
    ) -> Result<Vec<Slot>, Failure<Nothing>> {
        let (engine, slug) = (self.engine(), self.slug.clone());
        match &self.owner {
            Owner::Host(username) => {
                let asked = ListSlots { username: username.clone(), slug, query };
                Ok(engine.list_slots(tenant, asked).await?.slots)
            }
            Owner::Team(team) => {
                let asked = ListTeamSlots { team: team.clone(), slug, query };
                Ok(self.of_host(&engine.list_team_slots(tenant, asked).await?))
            }
        }
    }

    /// The next free time, whatever its date.
    pub(super) async fn next(&self) -> Result<Option<Slot>, Failure<Nothing>> {
        let (engine, tenant, slug) = (self.engine(), self.tenant(), self.slug.clone());
        let slots = match &self.owner {
            Owner::Host(username) => {
                let asked = NextSlots { username: username.clone(), slug, count: 1 };
                engine.next_slots(tenant, asked).await?.slots
            }
            Owner::Team(team) => {
                let asked = NextTeamSlots { team: team.clone(), slug, host: self.host(), count: 1 };
                engine.next_team_slots(tenant, asked).await?.slots.into_iter().map(|slot| slot.slot).collect()
            }
        };
        Ok(slots.first().copied())
    }

    /// Those of the chosen host, if one was chosen.
    fn of_host(&self, list: &TeamSlotList) -> Vec<Slot> {
        let chosen = self.host().map(|name| list.hosts.iter().position(|host| *host == name));
        let is_theirs = |hosts: &scheduling_core::slots::HostSet| match chosen {
            None => true,
            Some(place) => place.is_some_and(|place| hosts.iter().any(|host| host == place)),
        };
        list.slots.iter().filter(|slot| is_theirs(&slot.hosts)).map(|slot| slot.slot).collect()
    }

    /// A key by which a form is recognised that is sent twice.
    pub(super) fn key(&self) -> String {
        self.engine().ids().uuid().to_string()
    }

    /// What is to be done, once however often the form is sent. `what` tells apart what one form can do.
    pub(super) fn writing<T>(&self, command: T, what: &str) -> Writing<T> {
        // Whoever sends no key of ours must not share one with others.
        let key = self.said("key").parse::<Uuid>().ok().map(|key| format!("{key}:{what}"));
        let idempotency = key.and_then(|key| IdempotencyKey::new("page", &key, self.fingerprint).ok());
        Writing { command, idempotency }
    }

    pub(super) fn show(&self, status: StatusCode, page: impl FnOnce(&Frame<'_>) -> String) -> HttpResponse {
        self.show_with(status, &[], page)
    }

    /// The same with scripts.
    pub(super) fn show_with(
        &self,
        status: StatusCode,
        scripts: &[Script<'_>],
        page: impl FnOnce(&Frame<'_>) -> String,
    ) -> HttpResponse {
        let manner = Manner { status, scripts: scripts.to_vec(), embedding: self.embedding.clone() };
        shown(manner, Some(self.tenant().tenant()), page)
    }
}

impl Found {
    pub(super) fn offer<'a>(&'a self, all: &'a str) -> Offer<'a> {
        let EventTypeDetails { name, description, duration, location, requires_approval, confirms_address, .. } =
            &self.details;
        Offer {
            name: name.as_str(),
            with: &self.with,
            description: description.as_ref().map(scheduling_core::LongText::as_str),
            duration: Minutes(duration.0),
            location,
            requires_approval: *requires_approval,
            confirms_address: *confirms_address,
            all,
        }
    }
}

/// Whether what is called so says nothing of a person.
pub(super) fn is_of_nobody(name: &str) -> bool {
    OF_NOBODY.contains(&name) || campaign::is_campaign(name)
}

/// Somewhere else, to be asked for anew.
pub(super) fn see_other(path: String) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
}

fn visit(request: &HttpRequest, (said, fingerprint): (Fields, [u8; 32])) -> Result<Visit, Problem> {
    let nothing = || Problem::new(Code::NotFound);
    let state = request.app_data::<web::Data<AppState>>().cloned();
    let state = state.ok_or_else(|| Problem::new(Code::Internal).caused_by("a page outside of `configure`"))?;
    let tenant = OpenTenant::of(request).ok_or_else(nothing)?;
    let named = |name: &str| request.match_info().get(name);
    let slug = named("event").and_then(|slug| slug.parse().ok()).ok_or_else(nothing)?;
    let owner = match (named("team"), named("username")) {
        (Some(team), _) => Owner::Team(team.parse().map_err(|_| nothing())?),
        (None, Some(username)) => Owner::Host(username.parse().map_err(|_| nothing())?),
        (None, None) => return Err(nothing()),
    };
    let client = holder(&state, request);
    let embedding = Embedding::of(request, &said, tenant.0.tenant());
    Ok(Visit { state, tenant, owner, slug, client, said, fingerprint, embedding })
}

impl FromRequest for Visit {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let said = Fields::read(request.query_string()).unwrap_or_default();
        std::future::ready(visit(request, (said, [0; 32])))
    }
}

impl FromRequest for Sent {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), web::Payload::from_request(request, payload));
        Box::pin(async move {
            let bytes = received(payload).await?;
            let said = Fields::of_body(&request, &bytes);
            let fingerprint = Sha256::new().chain_update(request.path()).chain_update([0]).chain_update(&bytes);
            Ok(Self(visit(&request, (said, fingerprint.finalize().into()))?))
        })
    }
}
