//! Whose certificates count, for mail servers and webhooks alike.

use std::{fmt, sync::Arc};

use rustls::{
    CertificateError, ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject as _},
};

/// Who may vouch for a server. Mozilla's list always may: a container needs no certificates of its own.
#[derive(Clone)]
pub struct Trust {
    roots: RootCertStore,
}

/// Certificates that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a list of X.509 certificates in PEM")]
pub struct UnusableCertificate;

impl Trust {
    /// Mozilla's list alone.
    #[must_use]
    pub fn mozilla() -> Self {
        Self { roots: RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() } }
    }

    /// Adds those that this machine trusts (`SSL_CERT_FILE` names others). What cannot be read of them is left out: a broken
    /// one must not keep mails from going by the others.
    #[must_use]
    pub fn with_system(mut self) -> Self {
        self.roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        self
    }

    /// Adds certificates of an authority of one's own.
    ///
    /// # Errors
    /// The text is not PEM, has no certificate, or one that cannot be an authority's.
    pub fn with_pem(mut self, pem: &[u8]) -> Result<Self, UnusableCertificate> {
        let before = self.roots.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|_| UnusableCertificate)?;
            self.roots.add(certificate).map_err(|_| UnusableCertificate)?;
        }
        if self.roots.len() > before { Ok(self) } else { Err(UnusableCertificate) }
    }

    /// TLS 1.2 and 1.3, with *ring*.
    pub(crate) fn client_config(self) -> Result<ClientConfig, rustls::Error> {
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let builder = builder.with_safe_default_protocol_versions()?;
        Ok(builder.with_root_certificates(self.roots).with_no_client_auth())
    }
}

/// Why TLS failed, for people. Names nobody: the library would name hosts and issuers.
pub(crate) fn reason(error: &rustls::Error) -> &'static str {
    use rustls::Error::InvalidCertificate;
    match error {
        InvalidCertificate(CertificateError::UnknownIssuer) => "nobody who is known vouches for the certificate",
        InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => {
            "the certificate has expired"
        }
        InvalidCertificate(CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. }) => {
            "the certificate is not valid yet"
        }
        InvalidCertificate(CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }) => {
            "the certificate is not for this host"
        }
        InvalidCertificate(_) => "the certificate is not valid",
        _ => "the handshake failed",
    }
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trust").field("roots", &self.roots.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_certificate_is_refused() {
        for pem in [&b""[..], b"nothing", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            assert!(Trust::mozilla().with_pem(pem).is_err());
        }
        assert!(Trust::mozilla().client_config().is_ok());
    }
}
