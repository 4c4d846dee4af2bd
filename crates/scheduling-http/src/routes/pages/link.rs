//! What a link in a mail leads to: a tenant, a booking, and the token by which somebody may see it.

use std::{future::Ready, pin::Pin};

use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload, http::StatusCode, http::header, web};
use scheduling_core::BookingId;
use scheduling_engine::{Engine, IdempotencyKey, ManageToken, PublicTenant, Writing};
use scheduling_render::pages::{Booked, Form, Frame, NoticePage, Obstacle, Script};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Manner, embedding::Embedding, form::Fields, notice, shown};
use crate::{
    AppState,
    edge::OpenTenant,
    problem::{Code, Problem},
    routes::{answer::Answer, extract::received},
};

/// A link that somebody has opened, or a form that it has led to.
pub(super) struct Link {
    state: web::Data<AppState>,
    tenant: OpenTenant,
    pub(super) id: BookingId,
    /// As it was presented.
    pub(super) token: String,
    query: Fields,
    request: HttpRequest,
    embedding: Embedding,
}

/// A form that was sent.
pub(super) struct Sent {
    pub(super) link: Link,
    pub(super) fields: Fields,
    fingerprint: [u8; 32],
}

impl Link {
    pub(super) fn engine(&self) -> &Engine {
        self.state.engine()
    }

    pub(super) fn tenant(&self) -> &PublicTenant {
        &self.tenant.0
    }

    pub(super) fn manage_token(&self) -> ManageToken {
        ManageToken::presented(&self.token)
    }

    /// What the address asks for besides.
    pub(super) fn asked(&self, name: &str) -> Option<&str> {
        self.query.get(name)
    }

    /// A page of this booking, such as `/cancel`, without the token.
    pub(super) fn path(&self, page: &str) -> String {
        format!("/booking/{}/{}{page}{}", self.tenant().tenant().slug, self.id, self.embedding.after('?'))
    }

    /// The same with the token.
    pub(super) fn page(&self, page: &str) -> String {
        self.page_of(self.id, (page, &self.token))
    }

    /// The same of another booking.
    pub(super) fn page_of(&self, booking: BookingId, (page, token): (&str, &str)) -> String {
        let (slug, embedded) = (&self.tenant().tenant().slug, self.embedding.after('&'));
        format!("/booking/{slug}/{booking}{page}?token={token}{embedded}")
    }

    /// Where the calendar file of the booking is.
    pub(super) fn calendar(&self) -> String {
        let (slug, id) = (&self.tenant().tenant().slug, self.id);
        format!("/api/public/scheduling/{slug}/bookings/{id}/calendar.ics?token={}", self.token)
    }

    /// A key by which a form is recognised that is sent twice.
    pub(super) fn key(&self) -> String {
        self.engine().ids().uuid().to_string()
    }

    pub(super) fn form<'a>(&'a self, action: &'a str, key: &'a str) -> Form<'a> {
        Form { action, token: &self.token, key }
    }

    pub(super) fn show(&self, status: StatusCode, page: impl FnOnce(&Frame<'_>) -> String) -> HttpResponse {
        let manner = Manner { status, scripts: Vec::new(), embedding: self.embedding.clone() };
        shown(manner, Some(self.tenant().tenant()), page)
    }

    /// The page of what was booked just now: the site in whose frame it is is told so.
    pub(super) fn show_booked(&self, booked: Booked, page: impl FnOnce(&Frame<'_>) -> String) -> HttpResponse {
        let script = self.embedding.origin().map(|origin| Script::Embedded { origin, booked: Some(booked) });
        let scripts = script.into_iter().collect();
        let manner = Manner { status: StatusCode::OK, scripts, embedding: self.embedding.clone() };
        shown(manner, Some(self.tenant().tenant()), page)
    }

    /// Somewhere else, to be asked for anew.
    pub(super) fn see_other(path: String) -> HttpResponse {
        HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
    }

    /// A page that says what stands in the way, with a way back to the booking.
    pub(super) fn obstacle(&self, status: StatusCode, obstacle: Obstacle) -> HttpResponse {
        self.show(status, |frame| NoticePage { obstacle, manage: Some(&self.page("")) }.render(frame))
    }

    /// A page that says what stands against it, with a way back to the booking where that is open. Of what is not there, and
    /// of failures, there is a page without one.
    pub(super) fn refused(&self, problem: impl Into<Problem>) -> Answer {
        self.against(problem.into(), Some(&self.page("")))
    }

    /// The same for whoever has a link that opens nothing but itself: there is no way back.
    pub(super) fn stopped(&self, problem: impl Into<Problem>) -> Answer {
        self.against(problem.into(), None)
    }

    fn against(&self, problem: Problem, manage: Option<&str>) -> Answer {
        match problem.code() {
            Code::NotFound | Code::Unauthenticated => Err(problem),
            code if code.status().is_server_error() => Err(problem),
            _ => Ok(notice(&problem, Some((&self.tenant, &self.request)), manage)),
        }
    }
}

impl Sent {
    /// What is to be done, once however often the form is sent.
    pub(super) fn writing<T>(&self, command: T) -> Writing<T> {
        let key = self.fields.get("key").unwrap_or_default();
        Writing { command, idempotency: IdempotencyKey::new("page", key, self.fingerprint).ok() }
    }
}

/// Whatever is not there, is no id or has no token: all of it is not there.
fn nothing() -> Problem {
    Problem::new(Code::NotFound)
}

fn link(request: &HttpRequest, token: impl FnOnce(&Fields) -> Option<String>) -> Result<Link, Problem> {
    let state = request.app_data::<web::Data<AppState>>().cloned();
    let state = state.ok_or_else(|| Problem::new(Code::Internal).caused_by("a page outside of `configure`"))?;
    let tenant = OpenTenant::of(request).ok_or_else(nothing)?;
    let id = request.match_info().get("id").and_then(|id| Uuid::parse_str(id).ok()).ok_or_else(nothing)?;
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let token = token(&query).ok_or_else(nothing)?;
    let embedding = Embedding::of(request, &query, tenant.0.tenant());
    Ok(Link { state, tenant, id: BookingId::from_uuid(id), token, query, request: request.clone(), embedding })
}

impl FromRequest for Link {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(link(request, |query| query.get("token").map(str::to_owned)))
    }
}

impl FromRequest for Sent {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), web::Payload::from_request(request, payload));
        Box::pin(async move {
            let bytes = received(payload).await?;
            let fields = Fields::of_body(&request, &bytes);
            // A form has the token among its fields; a mail program that unsubscribes its reader has it in the address only.
            let token = |query: &Fields| fields.get("token").or_else(|| query.get("token")).map(str::to_owned);
            let link = link(&request, token)?;
            let fingerprint = Sha256::new().chain_update(request.path()).chain_update([0]).chain_update(&bytes);
            Ok(Self { link, fields, fingerprint: fingerprint.finalize().into() })
        })
    }
}
