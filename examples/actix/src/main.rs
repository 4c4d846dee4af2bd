//! An actix service with users and sessions of its own, which offers scheduling among its other pages: the whole API is
//! mounted with `configure`, and whoever is signed in to the service needs no API key.
//!
//! `DATABASE_URL` names a database that `scheduling-http migrate` has made, as the application role; `TENANT` the slug of
//! the tenant that this service is for.

use std::{collections::HashMap, error::Error, sync::Arc, time::Duration};

use actix_web::{
    App, HttpMessage as _, HttpServer,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::{Next, from_fn},
    rt::time::interval,
    web,
};
use scheduling_core::{Scope, ShortText, Tenant};
use scheduling_engine::{Engine, EngineParts, Issuers, Principal, SystemClock, SystemIds};
use scheduling_http::{AppOptions, AppState, configure};
use scheduling_lock::LocalLock;
use scheduling_store::{PlatformScope, Store, StoreOptions};

/// What the service knows about who is signed in. A real one asks its session store.
#[derive(Clone)]
struct Sessions {
    tenant: Tenant,
    users: Arc<HashMap<String, User>>,
}

/// A user of the service.
struct User {
    id: ShortText,
    is_manager: bool,
}

impl Sessions {
    fn of(tenant: Tenant) -> Result<Self, Box<dyn Error>> {
        let users = [("session-of-alice", "alice", true), ("session-of-bob", "bob", false)];
        let user = |(session, id, is_manager): (&str, &str, bool)| {
            Ok((session.to_owned(), User { id: id.parse()?, is_manager }))
        };
        let users = users.into_iter().map(user).collect::<Result<_, Box<dyn Error>>>()?;
        Ok(Self { tenant, users: Arc::new(users) })
    }

    /// What somebody may do in scheduling follows from what they are here.
    fn principal(&self, session: &str) -> Option<Principal> {
        let user = self.users.get(session)?;
        let scopes = if user.is_manager { vec![Scope::Admin] } else { vec![Scope::Read] };
        Some(Principal::trusted(self.tenant.clone(), user.id.clone(), scopes, None))
    }
}

/// Tells the routes of scheduling who is signed in. Everybody else still needs an API key there.
async fn sign_in(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let session = request.headers().get("X-Session").and_then(|value| value.to_str().ok());
    let sessions = request.app_data::<web::Data<Sessions>>();
    let principal = session.zip(sessions).and_then(|(session, sessions)| sessions.principal(session));
    if let Some(principal) = principal {
        request.extensions_mut().insert(principal);
    }
    next.call(request).await
}

/// Everything that the service serves.
fn service(state: AppState, sessions: Sessions) -> impl FnOnce(&mut web::ServiceConfig) {
    move |config| {
        config
            .app_data(web::Data::new(sessions))
            .route("/", web::get().to(|| async { "the service's own page" }))
            .configure(configure(state));
    }
}

/// What time has done to bookings is written down once a minute, and what is kept no longer is removed.
async fn clean_up(engine: Engine) {
    let mut minutes = interval(Duration::from_mins(1));
    loop {
        minutes.tick().await;
        // The next minute tries again.
        if let Err(error) = engine.clean_up(&PlatformScope::authenticated()).await {
            eprintln!("cleaning up: {error}");
        }
    }
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::new(EngineParts {
        store: Store::connect(StoreOptions::new(std::env::var("DATABASE_URL")?)).await?,
        lock: Some(Arc::new(LocalLock::new())),
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds),
        tokens: std::env::var("SCHEDULING_TOKEN_KEYS")?.parse()?,
        platform_keys: Vec::new(),
        issuers: Issuers::default(),
    });
    let tenant = engine.find_tenant(&PlatformScope::authenticated(), &std::env::var("TENANT")?.parse()?).await?;
    let sessions = Sessions::of(tenant)?;
    actix_web::rt::spawn(clean_up(engine.clone()));
    let state = AppState::new(engine, AppOptions::default());
    let server =
        HttpServer::new(move || App::new().wrap(from_fn(sign_in)).configure(service(state.clone(), sessions.clone())));
    Ok(server.bind(("127.0.0.1", 8080))?.run().await?)
}

#[cfg(test)]
mod tests {
    use actix_web::{
        http::StatusCode,
        test::{TestRequest, call_service, init_service, read_body_json},
    };
    use scheduling_testkit::World;
    use serde_json::{Value, json};

    use super::*;

    const SETTINGS: &str = "/api/admin/scheduling/settings";

    #[actix_web::test]
    async fn whoever_is_signed_in_to_the_service_may_what_the_service_says() {
        let world = World::new().await;
        let sessions = Sessions::of(world.admin.tenant().clone()).unwrap();
        let state = AppState::new(world.engine.clone(), AppOptions::default());
        let app = init_service(App::new().wrap(from_fn(sign_in)).configure(service(state, sessions))).await;
        let ask = async |request: TestRequest, session: &str| {
            call_service(&app, request.insert_header(("X-Session", session)).to_request()).await
        };

        assert_eq!(ask(TestRequest::get().uri("/"), "").await.status(), StatusCode::OK);
        for stranger in ["", "session-of-mallory"] {
            assert_eq!(ask(TestRequest::get().uri(SETTINGS), stranger).await.status(), StatusCode::UNAUTHORIZED);
        }
        for user in ["session-of-alice", "session-of-bob"] {
            assert_eq!(ask(TestRequest::get().uri(SETTINGS), user).await.status(), StatusCode::OK);
        }
        let block = json!({"userId": world.host.id, "startDate": "2026-03-16", "endDate": "2026-03-16"});
        let block = || TestRequest::post().uri("/api/admin/scheduling/blocked-dates").set_json(&block);
        assert_eq!(ask(block(), "session-of-bob").await.status(), StatusCode::FORBIDDEN);
        assert_eq!(ask(block(), "session-of-alice").await.status(), StatusCode::CREATED);

        let slots = "/api/public/scheduling/acme/users/ada/intro/slots?timezone=America/New_York&date=2026-03-16";
        let answer: Value = read_body_json(ask(TestRequest::get().uri(slots), "").await).await;
        assert_eq!(answer["days"], json!([{"date": "2026-03-16", "slots": []}]), "the manager's block holds");
    }
}
