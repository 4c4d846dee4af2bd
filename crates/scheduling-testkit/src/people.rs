//! People with accounts in a world's tenant.

use scheduling_core::HostId;
use scheduling_engine::Failure;
use scheduling_engine::{
    AcceptInvitation, Invite, LinkToken, Password, Role, SessionSecret, SignIn, SignedIn, Writing, WrongPassword,
};
use scheduling_store::{PlatformScope, accounts::Account};

use crate::World;

/// The password of everybody.
pub const PASSWORD: &str = "correct horse battery staple";

#[expect(clippy::expect_used, reason = "a world that cannot be made must fail the test")]
impl World {
    /// An account of `acme` with the address `NAME@example.org`. The platform invites the first owner; the admin's key
    /// invites admins and members.
    ///
    /// # Panics
    /// It could not be made.
    pub async fn account(&self, name: &str, role: Role, host: Option<HostId>) -> Account {
        let email = format!("{name}@example.org").parse().expect("an address");
        let issued = match role {
            Role::Owner => {
                let (platform, tenant) = (PlatformScope::authenticated(), self.admin.tenant().id);
                self.engine.invite_owner(&platform, tenant, Writing::once(email)).await
            }
            role => self.engine.invite(&self.admin, Writing::once(Invite { email, role, host })).await,
        };
        let token = issued.expect("an invitation").outcome.token.expect("a new link has a token");
        self.accept(&token, name).await.expect("an account")
    }

    /// Takes an invitation.
    ///
    /// # Errors
    /// The engine refuses it.
    ///
    /// # Panics
    /// The name is none.
    pub async fn accept(
        &self,
        token: &LinkToken,
        name: &str,
    ) -> Result<Account, Failure<scheduling_engine::AccountRefusal>> {
        let (token, display_name) = (token.clone(), name.parse().expect("a name"));
        let password = Password::chosen(PASSWORD).expect("a password");
        self.engine.accept_invitation(AcceptInvitation { token, display_name, password }).await
    }

    /// Tries to sign in to `acme`.
    ///
    /// # Errors
    /// The engine refuses it.
    ///
    /// # Panics
    /// The name makes no address.
    pub async fn try_sign_in(&self, name: &str, password: &str) -> Result<SignedIn, Failure<WrongPassword>> {
        let email = format!("{name}@example.org").parse().expect("an address");
        let tenant = self.admin.tenant().slug.clone();
        self.engine.sign_in(SignIn { tenant, email, password: Password::presented(password) }).await
    }

    /// A session of an account.
    ///
    /// # Panics
    /// The account cannot sign in.
    pub async fn sign_in(&self, name: &str) -> SessionSecret {
        self.try_sign_in(name, PASSWORD).await.expect("a session").secret
    }
}
