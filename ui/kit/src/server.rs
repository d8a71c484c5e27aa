//! The browser's way to the service: one session, typed answers, typed refusals.
//!
//! Invariants: the access token lives in memory only; the refresh token is a cookie no script can read. A call
//! that meets an ended token renews it once and tries once more; calls that meet it together renew it together,
//! because a refresh token works once.
//! Absent on purpose: retries. A page asks again by itself a moment later and keeps what it had.

mod cafe;
mod exchange;
mod failure;
mod path;
mod renewal;
mod words;

pub use cafe::{AsideReason, SetAside};
pub use failure::Failure;
pub use path::Path;

use exchange::{Answer, Call, Method};
use renewal::Renewal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::account::{AccountView, LoginRequest, Secret, SignedIn};
use std::cell::RefCell;
use std::rc::Rc;

/// The service, as one page sees it. A clone is the same session.
#[derive(Clone, Default)]
pub struct Server {
    session: Rc<Session>,
}

#[derive(Default)]
struct Session {
    token: RefCell<Option<Secret>>,
    renewal: Renewal,
}

impl PartialEq for Server {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.session, &other.session)
    }
}

impl Server {
    /// Signs in.
    pub async fn sign_in(&self, request: &LoginRequest) -> Result<AccountView, Failure> {
        let call = Call::with_body(Method::Post, Path::login(), request)?;
        let signed: SignedIn = exchange::send(&call, None).await?.read()?;
        Ok(self.keep(signed))
    }

    /// Goes on with the session that the browser's cookie remembers.
    pub async fn resume(&self) -> Result<AccountView, Failure> {
        Ok(self.keep(renew().await?))
    }

    /// Ends the session, here at once and at the service when it hears of it.
    pub async fn sign_out(&self) -> Result<(), Failure> {
        let token = self.session.token.take();
        let call = Call::with_body(Method::Post, Path::logout(), &serde_json::json!({}))?;
        exchange::send(&call, token.as_ref()).await?.done()
    }

    async fn get<T: DeserializeOwned>(&self, path: Path) -> Result<T, Failure> {
        self.signed(&Call::plain(Method::Get, path)).await?.read()
    }

    async fn post<B: Serialize>(&self, path: Path, body: &B) -> Result<Answer, Failure> {
        self.signed(&Call::with_body(Method::Post, path, body)?)
            .await
    }

    async fn patch<B: Serialize>(&self, path: Path, body: &B) -> Result<Answer, Failure> {
        self.signed(&Call::with_body(Method::Patch, path, body)?)
            .await
    }

    /// Sends a call with the session's token; where that has ended, renews it and sends the call once more.
    async fn signed(&self, call: &Call) -> Result<Answer, Failure> {
        let token = self.session.token.borrow().clone();
        if let Some(token) = &token {
            let answer = exchange::send(call, Some(token)).await?;
            if !answer.wants_sign_in() {
                return Ok(answer);
            }
        }
        let token = self.renewed(token.as_ref()).await?;
        let answer = exchange::send(call, Some(&token)).await?;
        if answer.wants_sign_in() {
            return Err(Failure::SignedOut);
        }
        Ok(answer)
    }

    /// A token newer than `ended`. Whoever finds that another call has renewed it meanwhile takes that one.
    async fn renewed(&self, ended: Option<&Secret>) -> Result<Secret, Failure> {
        let session = Rc::clone(&self.session);
        self.session
            .renewal
            .run(async move {
                match renew().await {
                    Ok(signed) => {
                        session.token.replace(Some(signed.access_token));
                        Ok(())
                    }
                    Err(failure) => Err(failure.of_renewal()),
                }
            })
            .await?;
        let token = self.session.token.borrow().clone();
        match token {
            Some(token) if Some(&token) != ended => Ok(token),
            Some(_) | None => Err(Failure::SignedOut),
        }
    }

    fn keep(&self, signed: SignedIn) -> AccountView {
        self.session.token.replace(Some(signed.access_token));
        signed.account
    }
}

/// Asks for the next tokens with the cookie, one tab at a time: two tabs that spend the same refresh token look
/// like a theft and end the session.
async fn renew() -> Result<SignedIn, Failure> {
    let call = Call::with_body(Method::Post, Path::refresh(), &serde_json::json!({}))?;
    let _turn = renewal::turn().await;
    exchange::send(&call, None).await?.read()
}
