//! Pages in frames of a tenant's own sites: who may show them so, and who is told what happens in them.

use actix_web::HttpRequest;
use form_urlencoded::Serializer;
use scheduling_core::Tenant;

use super::{form::Fields, is_plain_host};

/// By what an address says that its page is in a frame, and where that is.
pub(super) const EMBED: &str = "embed";
pub(super) const EMBED_ORIGIN: &str = "embed_origin";

/// Which pages may be shown in frames, besides those on which somebody books. A host's decision is never made in one.
const FRAMED: [&str; 3] =
    ["/booking/{tenantSlug}/{id}", "/booking/{tenantSlug}/{id}/cancel", "/booking/{tenantSlug}/{id}/reschedule"];

/// How a page is in a frame.
#[derive(Clone, Debug, Default)]
pub(super) struct Embedding {
    /// Whether it is laid out for one.
    is_wanted: bool,
    /// Who is told what happens: one of the tenant's sites.
    origin: Option<String>,
    may_be_framed: bool,
}

impl Embedding {
    /// As the address of a request says, or a form that was sent there.
    pub(super) fn of(request: &HttpRequest, said: &Fields, tenant: &Tenant) -> Self {
        let pattern = request.match_pattern().unwrap_or_default();
        let may_be_framed = pattern.starts_with("/book/") || FRAMED.contains(&&*pattern);
        let is_wanted = may_be_framed && said.get(EMBED) == Some("1");
        let asked = said.get(EMBED_ORIGIN).filter(|_| is_wanted);
        let origin = asked.filter(|asked| origins(tenant).any(|origin| origin == *asked)).map(str::to_owned);
        Self { is_wanted, origin, may_be_framed }
    }

    pub(super) const fn is_wanted(&self) -> bool {
        self.is_wanted
    }

    pub(super) fn origin(&self) -> Option<&str> {
        self.origin.as_deref()
    }

    /// The sites in whose frames a page of the tenant may be, as a policy names them.
    pub(super) fn ancestors(&self, tenant: Option<&Tenant>) -> String {
        let origins: Vec<&str> = tenant.filter(|_| self.may_be_framed).into_iter().flat_map(origins).collect();
        if origins.is_empty() { "'none'".to_owned() } else { origins.join(" ") }
    }

    /// What is added to an address after this sign, so that the page there is in the frame too.
    pub(super) fn after(&self, sign: char) -> String {
        if !self.is_wanted {
            return String::new();
        }
        let mut query = Serializer::for_suffix(String::from(sign), sign.len_utf8());
        query.append_pair(EMBED, "1");
        if let Some(origin) = &self.origin {
            query.append_pair(EMBED_ORIGIN, origin);
        }
        query.finish()
    }
}

/// The tenant's sites, but for what could add something to a policy.
fn origins(tenant: &Tenant) -> impl Iterator<Item = &str> {
    let is_plain = |origin: &&str| {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        host.is_some_and(is_plain_host)
    };
    tenant.settings.allowed_origins.iter().map(scheduling_core::ShortText::as_str).filter(is_plain)
}
