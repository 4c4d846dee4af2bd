//! `/health` and `/metrics`: for those who run the server.

use actix_web::{HttpResponse, get, web::Data};
use scheduling_engine::{Check, CheckState, Health};

use crate::{AppState, json::answer, metrics};

answer! {
    /// That the process lives.
    Alive {
        /// Always `ok`.
        status: String = "ok";
    }
}

answer! {
    /// Whether the server can serve, and on what that depends.
    Readiness {
        /// `ready`, or `failing` when something is away without which nothing works.
        status: String = "ready";
        /// What was looked at.
        checks: Vec<CheckAnswer> = [(); 0];
        /// The release of the IANA time zone database in the program.
        time_zone_database: Option<String> = "2026f";
    }
}

answer! {
    /// Something that the server depends on.
    CheckAnswer {
        /// What it is.
        name: String = "database";
        /// `passing`; `degraded` when everything works without it, only slower; or `failing`.
        state: String = "passing";
        /// What is wrong.
        detail: Option<String> = ();
    }
}

impl From<Health> for Readiness {
    fn from(health: Health) -> Self {
        let status = if health.is_ready() { "ready" } else { "failing" };
        Self {
            status: status.to_owned(),
            checks: health.checks.into_iter().map(CheckAnswer::from).collect(),
            time_zone_database: health.time_zones.map(str::to_owned),
        }
    }
}

impl From<Check> for CheckAnswer {
    fn from(check: Check) -> Self {
        let state = match check.state {
            CheckState::Passing => "passing",
            CheckState::Degraded => "degraded",
            CheckState::Failing => "failing",
        };
        Self { name: check.name.to_owned(), state: state.to_owned(), detail: check.detail }
    }
}

/// Tells that the process lives.
#[utoipa::path(
    tag = "Operations", operation_id = "isAlive",
    responses((status = 200, description = "It lives", body = Alive)),
)]
#[get("/live")]
pub(super) async fn live() -> HttpResponse {
    HttpResponse::Ok().json(Alive { status: "ok".to_owned() })
}

/// Tells whether the server can serve, and what is away if it cannot.
#[utoipa::path(
    tag = "Operations", operation_id = "isReady",
    responses(
        (status = 200, description = "It can serve", body = Readiness),
        (status = 503, description = "Something is away without which nothing works", body = Readiness,
            example = json!({"status": "failing", "checks": [
                {"name": "database", "state": "failing", "detail": "no answer within 2 s"},
                {"name": "leases", "state": "passing", "detail": null},
            ]})),
    ),
)]
#[get("/ready")]
pub(super) async fn ready(state: Data<AppState>) -> HttpResponse {
    let health = state.engine().health().await;
    let mut response = if health.is_ready() { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    response.json(Readiness::from(health))
}

/// Shows counters and durations in the text format of Prometheus.
#[utoipa::path(
    tag = "Operations", operation_id = "getMetrics",
    responses((status = 200, description = "The metrics", body = String, content_type = "text/plain",
        example = "# TYPE http_requests_total counter\nhttp_requests_total{method=\"GET\",route=\"/health/live\",status=\"200\"} 7\n")),
)]
#[get("")]
pub(super) async fn show_metrics() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(metrics::render())
}
