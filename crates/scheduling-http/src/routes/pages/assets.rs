//! The styles of the pages. Their names change with what is in them, so that they are kept for good where they were fetched.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, http::header};
use scheduling_render::pages::{Accent, STYLE};
use sha2::{Digest as _, Sha256};

use crate::problem::{Code, Problem};

/// Where they are: the pages' own style, and the colours of tenants.
pub(crate) const ASSETS: &str = r"/assets/{name:pages-[0-9a-f]{16}\.css|accent-[0-9a-f]{6}\.css}";

static STYLE_NAME: LazyLock<String> = LazyLock::new(|| {
    let hash = format!("{:x}", Sha256::digest(STYLE));
    format!("pages-{}.css", hash.get(..16).unwrap_or_default())
});

/// Where the style of all pages is.
pub(super) fn style_path() -> String {
    format!("/assets/{}", *STYLE_NAME)
}

/// Where the style of a colour is.
pub(super) fn accent_path(accent: Accent) -> String {
    format!("/assets/accent-{accent}.css")
}

/// `GET /assets/…`.
pub(crate) async fn asset(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let name = request.match_info().get("name").unwrap_or_default();
    let colour = name.strip_prefix("accent-").and_then(|name| name.strip_suffix(".css"));
    let style = match colour {
        Some(digits) => format!("#{digits}").parse::<Accent>().ok().map(Accent::style),
        None => (name == *STYLE_NAME).then(|| STYLE.to_owned()),
    };
    let style = style.ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok(HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(style))
}
