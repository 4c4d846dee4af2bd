//! A world behind the pages, the mails that lead to them, and requests as a browser sends them.

use std::sync::{Arc, Mutex};

use actix_web::{
    App,
    http::{Method, StatusCode, header::HeaderMap},
    test::{self, TestRequest},
};
use jiff::SignedDuration;
use scheduling_core::{Booking, EventTypeDetails, Links, LongText, Notification, NotificationKind};
use scheduling_engine::{
    Book, CancelBooking, Content, Deliver, Delivered, Opened, Parcel, Pending, Route, Undelivered, Worker,
    WorkerOptions, WorkerParts, Writing,
};
use scheduling_http::{AppOptions, AppState, configure};
use scheduling_testkit::{World, world::details};

use crate::html::Page;

/// Monday, 16 March 2026, 14:00 in Berlin and 09:00 in New York.
pub(crate) const SLOT: &str = "2026-03-16T13:00:00Z";
pub(crate) const LATER: &str = "2026-03-17T14:00:00Z";
const PUBLIC_URL: &str = "https://book.example.org";

pub(crate) struct Site {
    pub(crate) world: World,
    pub(crate) state: AppState,
    mails: Mails,
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub(crate) fn page(&self, status: u16) -> Page {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), "text/html; charset=utf-8");
        Page::read(&self.text)
    }

    /// Where it leads.
    #[track_caller]
    pub(crate) fn leads_to(&self) -> &str {
        assert_eq!(self.status, 303, "{}", self.text);
        self.header("location")
    }
}

impl Site {
    pub(crate) async fn new() -> Self {
        Self::with(AppOptions::default()).await
    }

    pub(crate) async fn with(options: AppOptions) -> Self {
        let world = World::new().await;
        let state = AppState::new(world.engine.clone(), options);
        Self { world, state, mails: Mails::default() }
    }

    pub(crate) async fn send(&self, request: TestRequest) -> Reply {
        let app = test::init_service(App::new().configure(configure(self.state.clone()))).await;
        let response = test::call_service(&app, request.to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let text = String::from_utf8(test::read_body(response).await.to_vec()).unwrap();
        Reply { status, headers, text }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(TestRequest::get().uri(path)).await
    }

    /// Sends a form as a browser does.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.send(TestRequest::post().uri(path).set_form(fields)).await
    }

    /// Sends the form of a page with its hidden fields, and these.
    pub(crate) async fn submit(&self, page: &Page, fields: &[(&str, &str)]) -> Reply {
        let form = page.one("form");
        assert_eq!(form.get("method"), "post");
        let hidden = [("token", page.field("token")), ("key", page.field("key"))];
        self.post(form.get("action"), &[&hidden[..], fields].concat()).await
    }

    /// Sends the form that posts to an address with this end, with its hidden fields and these.
    pub(crate) async fn send_form(&self, page: &Page, end: &str, fields: &[(&str, &str)]) -> Reply {
        let form = page.all("form").find(|form| form.get("action").ends_with(end)).unwrap();
        let hidden = page.all("input").filter(|input| input.get("type") == "hidden");
        let hidden: Vec<_> = hidden.map(|input| (input.get("name"), input.get("value"))).collect();
        self.post(form.get("action"), &[&hidden[..], fields].concat()).await
    }

    pub(crate) async fn book(&self, start: &str) -> Booking {
        self.book_as(self.world.book(start)).await
    }

    pub(crate) async fn book_as(&self, wish: Book) -> Booking {
        self.world.engine.book(&self.world.public().await, Writing::once(wish)).await.unwrap().outcome
    }

    /// A booking that waits for approval.
    pub(crate) async fn ask_for(&self, notes: Option<LongText>) -> Booking {
        let careful = EventTypeDetails { requires_approval: true, ..details("careful", 30) };
        let careful = self.world.event_type(&self.world.admin, &self.world.host, careful).await;
        let mut wish = Book { event_type: careful.id, ..self.world.book(SLOT) };
        wish.invitee.notes = notes;
        self.book_as(wish).await
    }

    /// A booking whose address is to be confirmed, and the link in the mail about that.
    pub(crate) async fn ask_for_address(&self) -> (Booking, String) {
        let asking = EventTypeDetails { confirms_address: true, ..details("asking", 30) };
        let asking = self.world.event_type(&self.world.admin, &self.world.host, asking).await;
        let booking = self.book_as(Book { event_type: asking.id, ..self.world.book("2026-03-18T13:00:00Z") }).await;
        let links = self.links(NotificationKind::AddressConfirmation).await;
        (booking, path(&links.confirm_address.unwrap()))
    }

    pub(crate) async fn cancel(&self, booking: &Booking) {
        let wish = CancelBooking::only(booking.id, None);
        self.world.engine.cancel_booking(&self.world.admin, Writing::once(wish)).await.unwrap();
    }

    /// The booking as its host's side sees it.
    pub(crate) async fn stored(&self, booking: &Booking) -> Booking {
        self.world.engine.booking(&self.world.admin, booking.id).await.unwrap()
    }

    /// The manage page of a booking.
    pub(crate) async fn manage(&self, booking: &Booking) -> String {
        let token = self.world.engine.manage_token(&self.world.public().await, booking);
        format!("/booking/acme/{}?token={}", booking.id, token.reveal())
    }

    /// One of its other pages, for its invitee.
    pub(crate) async fn page_of(&self, booking: &Booking, page: &str) -> String {
        self.manage(booking).await.replace('?', &format!("{page}?"))
    }

    /// The mails that were sent since.
    pub(crate) async fn mails(&self) -> Vec<Notification> {
        let worker = Worker::new(WorkerParts {
            engine: self.world.engine.clone(),
            deliver: Arc::new(self.mails.clone()),
            event_body: |_| String::new(),
            public_url: PUBLIC_URL.to_owned(),
            options: WorkerOptions::default(),
        });
        worker.drain().await.unwrap();
        std::mem::take(&mut self.mails.0.lock().unwrap())
    }

    /// The links of the mail of this kind, which was sent since.
    pub(crate) async fn links(&self, kind: NotificationKind) -> Links {
        let mut mails = self.mails().await;
        let at = mails.iter().position(|mail| mail.kind == kind).unwrap_or_else(|| panic!("no {kind} in {mails:?}"));
        mails.swap_remove(at).links
    }

    /// The link by which the invitee gets no more reminders, from the first of them.
    pub(crate) async fn link_in_reminder(&self, booking: &Booking) -> String {
        // What is owed is planned when the booking is told of.
        self.mails().await;
        let day_before = booking.meeting.start - SignedDuration::from_hours(24);
        self.world.clock.advance(day_before.duration_since(self.world.engine.now()));
        let mails = self.mails().await;
        let link = mails.iter().find_map(|mail| mail.links.unsubscribe.clone());
        path(&link.unwrap_or_else(|| panic!("no reminder in {mails:?}")))
    }
}

/// What a link asks this server for.
pub(crate) fn path(link: &str) -> String {
    link.strip_prefix(PUBLIC_URL).unwrap().to_owned()
}

/// Keeps mails.
#[derive(Clone, Debug, Default)]
struct Mails(Arc<Mutex<Vec<Notification>>>);

impl Deliver for Mails {
    fn open(&self, _: Route) -> Pending<'_, Result<Box<dyn Opened>, Undelivered>> {
        let opened: Box<dyn Opened> = Box::new(self.clone());
        Box::pin(async { Ok(opened) })
    }
}

impl Opened for Mails {
    fn send(self: Box<Self>, parcel: Parcel) -> Pending<'static, Result<Delivered, Undelivered>> {
        if let Content::Mail(mail) = parcel.content {
            self.0.lock().unwrap().push(*mail);
        }
        Box::pin(async { Ok(Delivered::default()) })
    }
}

/// What changes a page asks for with a method that it does not have.
pub(crate) const METHODS: [Method; 3] = [Method::PUT, Method::DELETE, Method::PATCH];
