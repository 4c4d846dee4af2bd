//! A worker whose deliveries are taken, or refused, by nobody but the test.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use scheduling_engine::{
    Content, Deliver, Delivered, Opened, Parcel, Pending, Response, Route, Then, Undelivered, WebhookCall, Worker,
    WorkerOptions, WorkerParts,
};

use crate::support::Api;

/// Takes everything, and keeps the calls of webhooks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taker(Arc<State>);

#[derive(Debug, Default)]
struct State {
    calls: Mutex<Vec<WebhookCall>>,
    refusals: Mutex<VecDeque<Undelivered>>,
}

impl Taker {
    /// Brings all that is owed.
    pub(crate) async fn bring(&self, api: &Api) {
        let parts = WorkerParts {
            engine: api.world.engine.clone(),
            deliver: Arc::new(self.clone()),
            event_body: scheduling_http::event_body,
            public_url: "https://book.example.org".to_owned(),
            options: WorkerOptions::default(),
        };
        Worker::new(parts).drain().await.unwrap();
    }

    /// Refuses the next thing so.
    pub(crate) fn refuse(&self, then: Then, code: u16) {
        let response = Some(Response { code, text: "no".to_owned() });
        let refusal = Undelivered { then, error: format!("the endpoint answered {code}"), response };
        self.0.refusals.lock().unwrap().push_back(refusal);
    }

    /// The calls since somebody asked last.
    pub(crate) fn calls(&self) -> Vec<WebhookCall> {
        std::mem::take(&mut self.0.calls.lock().unwrap())
    }
}

impl Deliver for Taker {
    fn open(&self, _: Route) -> Pending<'_, Result<Box<dyn Opened>, Undelivered>> {
        let opened: Box<dyn Opened> = Box::new(self.clone());
        Box::pin(async { Ok(opened) })
    }
}

impl Opened for Taker {
    fn send(self: Box<Self>, parcel: Parcel) -> Pending<'static, Result<Delivered, Undelivered>> {
        let is_call = matches!(parcel.content, Content::Webhook(_));
        if let Content::Webhook(call) = parcel.content {
            self.0.calls.lock().unwrap().push(call);
        }
        let refusal = if is_call { self.0.refusals.lock().unwrap().pop_front() } else { None };
        Box::pin(async move { refusal.map_or_else(|| Ok(Delivered::default()), Err) })
    }
}
