//! Somebody who has signed in, and what they look at.

use std::pin::Pin;

use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    http::{StatusCode, header},
    web,
};
use scheduling_core::{EventType, Host, HostId, Role, TeamEventType, TeamId, Zone};
use scheduling_engine::{Engine, EventTypesQuery, Failure, Nothing, Principal, SignedIn, TeamTypesQuery, TeamsQuery};
use scheduling_render::pages::{
    Frame,
    admin::{ADMIN_STYLE, Section, Shell},
};
use scheduling_store::{Cursor, Page, PageRequest, event_types::Inactive, teams::Archived};

use crate::{
    AppState,
    problem::{Code, Problem},
    routes::{
        auth::counted,
        pages::{form::Fields, styled},
        session,
    },
};

/// How many rows a page of a list has.
const ROWS: u32 = 25;

/// Somebody who has signed in, and what they look at.
pub(super) struct Desk {
    state: web::Data<AppState>,
    pub(super) principal: Principal,
    pub(super) signed_in: SignedIn,
    query: Fields,
    base_url: String,
}

impl Desk {
    pub(super) fn engine(&self) -> &Engine {
        self.state.engine()
    }

    pub(super) fn state(&self) -> &AppState {
        &self.state
    }

    /// Where this server is, as others reach it.
    pub(super) fn base_url(&self) -> &str {
        &self.base_url
    }

    /// What the address says under this name.
    pub(super) fn asked(&self, name: &str) -> &str {
        self.query.get(name).unwrap_or_default()
    }

    /// The same, if it can be read as what is meant; what cannot is as good as nothing.
    pub(super) fn asked_as<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.asked(name).parse().ok()
    }

    /// Which page of a list the address asks for.
    pub(super) fn page(&self) -> PageRequest {
        PageRequest { after: self.asked_as::<Cursor>("after"), limit: ROWS }
    }

    /// All hosts whom they reach.
    pub(super) async fn hosts(&self) -> Result<Vec<Host>, Failure<Nothing>> {
        all(async |page| self.engine().list_hosts(&self.principal, page).await).await
    }

    /// All event types of a team.
    pub(super) async fn types_of_team(
        &self,
        team: TeamId,
        inactive: Inactive,
    ) -> Result<Vec<TeamEventType>, Failure<Nothing>> {
        let query = |page| TeamTypesQuery { team, inactive, page };
        all(async |page| self.engine().list_team_event_types(&self.principal, query(page)).await).await
    }

    /// All event types of a host that can be booked, or of all hosts whom they reach.
    pub(super) async fn types_of(&self, host: Option<HostId>) -> Result<Vec<EventType>, Failure<Nothing>> {
        let query = |page| EventTypesQuery { host, inactive: Inactive::Hidden, page };
        all(async |page| self.engine().list_event_types(&self.principal, query(page)).await).await
    }

    /// The event types that they reach and that can be booked: id and name.
    pub(super) async fn event_types(&self) -> Result<Vec<(String, String)>, Failure<Nothing>> {
        let offers = self.offers().await?;
        Ok(offers.into_iter().map(|(name, of)| (of.id.to_string(), name)).collect())
    }

    /// The same with all that is known of them. Those of teams are called after these, too.
    pub(super) async fn offers(&self) -> Result<Vec<(String, EventType)>, Failure<Nothing>> {
        let own = self.types_of(None).await?;
        let mut named: Vec<_> = own.into_iter().map(|of| (of.details.name.to_string(), of)).collect();
        let query = |page| TeamsQuery { archived: Archived::Hidden, page };
        for team in all(async |page| self.engine().list_teams(&self.principal, query(page)).await).await? {
            for TeamEventType { event_type, .. } in self.types_of_team(team.id, Inactive::Hidden).await? {
                named.push((format!("{} ({})", event_type.details.name, team.details.name), event_type));
            }
        }
        Ok(named)
    }

    /// Whether they may see what is for admins.
    pub(super) fn is_admin(&self) -> bool {
        self.signed_in.account.role != Role::Member
    }

    /// In which zone times are shown: that of the host whom they are, or else of the tenant's first host.
    pub(super) async fn zone(&self) -> Result<Zone, Failure<Nothing>> {
        if let Some(own) = self.principal.host() {
            return Ok(self.engine().get_host(&self.principal, own).await?.profile.zone);
        }
        let first = self.engine().list_hosts(&self.principal, PageRequest { after: None, limit: 1 }).await?;
        Ok(first.items.into_iter().next().map_or(Zone::UTC, |host| host.profile.zone))
    }

    /// A page for them.
    pub(super) fn show(
        &self,
        (status, section): (StatusCode, Section),
        page: impl FnOnce(&Shell<'_>, &Frame<'_>) -> String,
    ) -> HttpResponse {
        let tenant = &self.signed_in.tenant;
        let name = tenant.settings.branding.display_name.as_ref().unwrap_or(&tenant.name);
        let (csrf, key) = (self.signed_in.secret.csrf_token(), self.engine().ids().uuid().to_string());
        let shell = Shell {
            tenant: name.as_str(),
            booking_pages: &format!("/book/{}", tenant.slug),
            person: self.signed_in.account.display_name.as_str(),
            role: self.signed_in.account.role,
            section,
            csrf: &csrf,
            key: &key,
            done: self.query.get("done"),
        };
        styled(status, Some(tenant), Some(ADMIN_STYLE), |frame| page(&shell, frame))
    }
}

impl FromRequest for Desk {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { desk(&request).await })
    }
}

/// Who has sent this request.
pub(super) async fn desk(request: &HttpRequest) -> Result<Desk, Problem> {
    let state = request.app_data::<web::Data<AppState>>().cloned();
    let state = state.ok_or_else(|| Problem::new(Code::Internal).caused_by("a page outside of `configure`"))?;
    let secret = session::presented(&state, request).ok_or_else(|| Problem::new(Code::Unauthenticated))?;
    let found = state.engine().current_session(&secret).await;
    let (principal, signed_in) = counted(&state, request, found).await?;
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let public = state.options().public_url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
    let base_url = public.unwrap_or_else(|| {
        let connection = request.connection_info();
        format!("{}://{}", connection.scheme(), connection.host())
    });
    Ok(Desk { state, principal, signed_in, query, base_url })
}

/// All of a list, page by page.
pub(super) async fn all<T>(
    read: impl AsyncFn(PageRequest) -> Result<Page<T>, Failure<Nothing>>,
) -> Result<Vec<T>, Failure<Nothing>> {
    let (mut items, mut page) = (Vec::new(), PageRequest::default());
    loop {
        let found = read(page).await?;
        items.extend(found.items);
        if found.next.is_none() {
            return Ok(items);
        }
        page.after = found.next;
    }
}

/// Somewhere else, to be asked for anew.
pub(super) fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
}

/// An address with parameters; those that are empty are left out.
pub(super) fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    let given = parameters.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
