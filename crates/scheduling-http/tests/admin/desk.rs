//! Somebody at a browser who has signed in.

use actix_web::test::TestRequest;
use scheduling_core::Role;
use scheduling_engine::SessionSecret;

use crate::{
    html::{Element, Page},
    site::{Reply, Site},
};

/// A browser with the cookie of a session.
pub(crate) struct Desk {
    pub(crate) site: Site,
    secret: SessionSecret,
}

impl Desk {
    /// The owner of `acme`.
    pub(crate) async fn owner() -> Self {
        let site = Site::new().await;
        site.world.account("grace", Role::Owner, None).await;
        Self::of(site, "grace").await
    }

    /// A member who is the host of the world, beside an owner.
    pub(crate) async fn member() -> Self {
        let site = Site::new().await;
        site.world.account("grace", Role::Owner, None).await;
        site.world.account("ada", Role::Member, Some(site.world.host.id)).await;
        Self::of(site, "ada").await
    }

    pub(crate) async fn of(site: Site, name: &str) -> Self {
        let secret = site.world.sign_in(name).await;
        Self { site, secret }
    }

    /// A request of this browser.
    pub(crate) fn with_cookie(&self, request: TestRequest) -> TestRequest {
        request.insert_header(("cookie", format!("scheduling_session={}", self.secret.reveal())))
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.site.send(self.with_cookie(TestRequest::get().uri(path))).await
    }

    /// A page, which is there.
    pub(crate) async fn page(&self, path: &str) -> Page {
        self.get(path).await.page(200)
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let request = TestRequest::post().uri(path).insert_header(("sec-fetch-site", "same-origin"));
        self.site.send(self.with_cookie(request).set_form(fields)).await
    }

    /// Sends the form of a page that posts to an address with this end: with all that stands in its fields, but for these.
    pub(crate) async fn send(&self, page: &Page, end: &str, fields: &[(&str, &str)]) -> Reply {
        let form = page.form(end);
        let kept = form.fields.iter().filter(|(name, _)| !fields.iter().any(|(other, _)| other == name));
        let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
        self.post(&form.action, &kept.chain(fields.iter().copied()).collect::<Vec<_>>()).await
    }
}

/// A form with the fields that a browser would send of it.
pub(crate) struct SentForm {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
}

impl Page {
    /// The form that posts to an address with this end.
    #[track_caller]
    pub(crate) fn form(&self, end: &str) -> SentForm {
        let is_it = |element: &Element| {
            element.name == "form" && element.get("action").ends_with(end) && element.get("method") == "post"
        };
        let at = self.0.iter().position(is_it).unwrap_or_else(|| panic!("no form to {end}: {:?}", self.0));
        let mut fields = Vec::new();
        let mut is_first = None;
        for element in self.0[at + 1..].iter().take(self.0[at].inside) {
            let named = element.attributes.get("name").cloned();
            let has = |name: &str| element.attributes.contains_key(name);
            let value = || element.attributes.get("value").cloned().unwrap_or_default();
            match (element.name.as_str(), named) {
                ("input", Some(name)) => {
                    let is_box =
                        matches!(element.attributes.get("type").map(String::as_str), Some("checkbox" | "radio"));
                    if !is_box || has("checked") {
                        fields.push((name, value()));
                    }
                }
                ("textarea", Some(name)) => fields.push((name, element.text.trim_start_matches('\n').to_owned())),
                ("select", Some(name)) => is_first = Some(name),
                // The first option is chosen, unless another one is selected.
                ("option", _) if is_first.is_some() => fields.extend(is_first.take().map(|name| (name, value()))),
                ("option", _) if has("selected") => fields.last_mut().unwrap().1 = value(),
                _ => {}
            }
        }
        SentForm { action: self.0[at].get("action").to_owned(), fields }
    }
}
