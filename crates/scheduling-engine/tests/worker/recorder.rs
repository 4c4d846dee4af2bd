//! A `Deliver` that keeps what it is given, and answers as it is told.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use jiff::{SignedDuration, Timestamp};
use scheduling_core::{EventKind, Notification};
use scheduling_engine::{
    Announcement, Content, Deliver, Delivered, Opened, Parcel, Pending, Response, Route, Then, Undelivered, Worker,
    WorkerOptions, WorkerParts,
};
use scheduling_testkit::World;
use tokio::sync::{Notify, Semaphore};
use tokio_postgres::{Client, NoTls};

/// Keeps what it is given.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recorder(Arc<State>);

#[derive(Debug, Default)]
struct State {
    parcels: Mutex<Vec<Parcel>>,
    /// What it answers next; afterwards it takes everything.
    answers: Mutex<VecDeque<Result<Delivered, Undelivered>>>,
    /// If there is one, each sending says that it has begun, and waits for a permit.
    gate: Mutex<Option<Arc<Gate>>>,
    /// Whether sending ends as a fault of the program does.
    panics: AtomicBool,
}

/// Stops everything that is being sent.
#[derive(Debug)]
pub(crate) struct Gate {
    pub(crate) begun: Notify,
    pub(crate) go: Semaphore,
}

impl Recorder {
    pub(crate) fn worker(&self, world: &World) -> Worker {
        self.worker_of(world.engine.clone())
    }

    pub(crate) fn worker_of(&self, engine: scheduling_engine::Engine) -> Worker {
        Worker::new(WorkerParts {
            engine,
            deliver: Arc::new(self.clone()),
            event_body,
            public_url: "https://book.example.org/".to_owned(),
            options: WorkerOptions::default(),
        })
    }

    /// Answers so, next time.
    pub(crate) fn answer(&self, answer: Result<Delivered, Undelivered>) {
        self.0.answers.lock().unwrap().push_back(answer);
    }

    /// Whatever is sent from now on ends as a fault of the program does.
    pub(crate) fn panic(&self) {
        self.0.panics.store(true, Ordering::Relaxed);
    }

    pub(crate) fn gate(&self) -> Arc<Gate> {
        let gate = Arc::new(Gate { begun: Notify::new(), go: Semaphore::new(0) });
        *self.0.gate.lock().unwrap() = Some(gate.clone());
        gate
    }

    /// What it was given since it was asked last.
    pub(crate) fn parcels(&self) -> Vec<Parcel> {
        std::mem::take(&mut self.0.parcels.lock().unwrap())
    }

    /// The mails among it, as `kind to`, sorted; a reminder with its timing.
    pub(crate) fn mails(&self) -> Vec<String> {
        let mut mails: Vec<String> = self.notifications().iter().map(line).collect();
        mails.sort_unstable();
        mails
    }

    pub(crate) fn notifications(&self) -> Vec<Notification> {
        let mails = self.parcels().into_iter().filter_map(|parcel| match parcel.content {
            Content::Mail(mail) => Some(*mail),
            Content::Webhook(_) => None,
        });
        mails.collect()
    }
}

fn line(mail: &Notification) -> String {
    let timing = mail.timing.map(|timing| format!(" {}", timing.as_str())).unwrap_or_default();
    format!("{}{timing} {}", mail.kind, mail.to.email)
}

impl Deliver for Recorder {
    fn open(&self, _: Route) -> Pending<'_, Result<Box<dyn Opened>, Undelivered>> {
        let opened: Box<dyn Opened> = Box::new(self.clone());
        Box::pin(async { Ok(opened) })
    }
}

impl Opened for Recorder {
    fn send(self: Box<Self>, parcel: Parcel) -> Pending<'static, Result<Delivered, Undelivered>> {
        Box::pin(async move {
            self.0.parcels.lock().unwrap().push(parcel);
            assert!(!self.0.panics.load(Ordering::Relaxed), "as the test wants it");
            let gate = self.0.gate.lock().unwrap().clone();
            if let Some(gate) = gate {
                gate.begun.notify_one();
                gate.go.acquire().await.unwrap().forget();
            }
            self.0.answers.lock().unwrap().pop_front().unwrap_or_else(|| Ok(Delivered::default()))
        })
    }
}

/// What of it tests compare.
fn event_body(told: &Announcement<'_>) -> String {
    match told {
        Announcement::Event(filed) => format!("{{\"type\":\"{}\",\"place\":{}}}", told.kind(), filed.place),
        Announcement::Test { .. } => format!("{{\"type\":\"{}\"}}", told.kind()),
    }
}

/// A connection that sees everything.
async fn superuser(world: &World) -> Client {
    let (client, connection) = tokio_postgres::connect(&world.db.superuser_url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

pub(crate) fn refused(then: Then, code: u16) -> Result<Delivered, Undelivered> {
    let response = Some(Response { code, text: "no".to_owned() });
    Err(Undelivered { then, error: format!("it answered {code}"), response })
}

/// The kinds of events of the world's tenant in the order of the feed, whose places are checked.
pub(crate) async fn feed(world: &World) -> Vec<EventKind> {
    let client = superuser(world).await;
    let rows = client
        .query("SELECT place, kind FROM scheduling_events WHERE place IS NOT NULL ORDER BY place", &[])
        .await
        .unwrap();
    for (row, place) in rows.iter().zip(1_i64..) {
        assert_eq!(row.get::<_, i64>("place"), place, "the feed has no gaps");
    }
    rows.iter().map(|row| row.get::<_, &str>("kind").parse().unwrap()).collect()
}

/// What is owed, as `kind recipient state`, by the time for which it is planned; hosts and webhooks without their ids.
pub(crate) async fn owed(world: &World) -> Vec<String> {
    let client = superuser(world).await;
    let sql = "SELECT kind || ' ' || split_part(recipient, ':', 1) || ' ' || state AS line
        FROM scheduling_deliveries ORDER BY planned_for, kind, recipient, id";
    client.query(sql, &[]).await.unwrap().iter().map(|row| row.get("line")).collect()
}

/// How many rows say that something is due.
pub(crate) async fn due(world: &World) -> i64 {
    let client = superuser(world).await;
    client.query_one("SELECT count(*) FROM due", &[]).await.unwrap().get(0)
}

/// How many webhooks are stored, also of those that were removed.
pub(crate) async fn webhooks_stored(world: &World) -> i64 {
    let client = superuser(world).await;
    client.query_one("SELECT count(*) FROM scheduling_webhooks", &[]).await.unwrap().get(0)
}

/// Moves the clock to an instant.
pub(crate) fn at(world: &World, instant: &str) {
    let to: Timestamp = instant.parse().unwrap();
    world.clock.advance(SignedDuration::from_nanos_i128(to.as_nanosecond() - world.engine.now().as_nanosecond()));
}

/// Why deliveries were not sent, of those of which that is said.
pub(crate) async fn reasons(world: &World) -> Vec<String> {
    let client = superuser(world).await;
    let sql = "SELECT last_error FROM scheduling_deliveries WHERE last_error IS NOT NULL";
    client.query(sql, &[]).await.unwrap().iter().map(|row| row.get("last_error")).collect()
}
