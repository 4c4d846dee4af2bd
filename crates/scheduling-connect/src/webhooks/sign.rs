//! Signatures (Standard Webhooks, “Signature scheme” and “Symmetric”).

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, Mac as _};
use jiff::Timestamp;
use scheduling_engine::WebhookCall;
use sha2::Sha256;

/// A secret as receivers get it: `whsec_` and base64, which their libraries take as it is.
#[must_use]
pub fn secret_text(secret: &[u8; 32]) -> String {
    format!("whsec_{}", STANDARD.encode(secret))
}

/// The `webhook-signature`: one for each secret. `None` without any: what nobody can verify is not sent.
pub(super) fn signature(call: &WebhookCall, at: Timestamp) -> Option<String> {
    let signed = call.secrets.iter().map(|secret| {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
        mac.update(format!("{}.{}.{}", call.event, at.as_second(), call.body).as_bytes());
        Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    });
    let signed: Vec<String> = signed.collect::<Option<_>>()?;
    (!signed.is_empty()).then(|| signed.join(" "))
}
