//! What the page asks of the service. Answers come back as actions.

use crate::here::Here;
use crate::period::{self, Range};
use crate::state::{Action, CodePanel, DeskAction, Notice, Person, Said, Sales, SignInFailure};
use kit::clock::now_ms;
use kit::server::{Failure, Server};
use shared::account::{LoginRequest, Secret};
use shared::id::{BusinessId, TillId};
use shared::report::Figures;
use std::future::Future;
use yew::platform::spawn_local;

impl Here {
    /// Goes on with the session that the browser remembers, if there is one.
    pub fn resume(&self) {
        let (server, here) = (self.server.clone(), self.clone());
        spawn_local(async move {
            let known = server.resume().await;
            here.tell(match known {
                Ok(account) => Action::PersonKnown(Ok(account)),
                Err(failure @ Failure::Unreachable) => {
                    Action::PersonKnown(Err(SignInFailure::Service(failure)))
                }
                // Nobody was signed in: that is how every first visit begins, and no failure.
                Err(Failure::SignedOut | Failure::Refused(_) | Failure::Unreadable) => {
                    Action::SignedOut(None)
                }
            });
        });
    }

    /// Signs in.
    pub fn sign_in(&self, email: String, password: String) {
        if email.trim().is_empty() || password.is_empty() {
            self.tell(Action::PersonKnown(Err(SignInFailure::Empty)));
            return;
        }
        self.tell(Action::SignInSent);
        let request = LoginRequest {
            email: email.trim().to_owned(),
            password: Secret(password),
        };
        let (server, here) = (self.server.clone(), self.clone());
        spawn_local(async move {
            let answer = server.sign_in(&request).await;
            here.tell(Action::PersonKnown(answer.map_err(SignInFailure::Service)));
        });
    }

    /// Leaves. The page forgets at once; the service ends the session when it hears of it.
    pub fn sign_out(&self) {
        let server = self.server.clone();
        spawn_local(async move {
            // Unheard, the session ends by itself; this browser has already forgotten its token.
            let _ = server.sign_out().await;
        });
        self.tell(Action::SignedOut(None));
    }

    /// Asks for the person's cafes.
    pub fn ask_cafes(&self) {
        if !matches!(self.state.person, Person::Known(_)) {
            return;
        }
        let (server, here) = (self.server.clone(), self.clone());
        spawn_local(async move {
            let cafes = server.businesses().await;
            here.tell(Action::CafesArrived(cafes, now_ms()));
        });
    }

    /// Asks for the figures that are looked at.
    pub fn ask_sales(&self) {
        let Some((cafe, range)) = self.cafe().map(|cafe| cafe.id).zip(self.state.range()) else {
            return;
        };
        let (server, here) = (self.server.clone(), self.clone());
        spawn_local(async move {
            let sales = sales(&server, cafe, range).await;
            here.tell(Action::SalesArrived(cafe, range, Box::new(sales), now_ms()));
        });
    }

    /// Asks for the cafe's tills.
    pub fn ask_tills(&self) {
        let Some(cafe) = self.cafe().map(|cafe| cafe.id) else {
            return;
        };
        let (server, here) = (self.server.clone(), self.clone());
        spawn_local(async move {
            let tills = server.tills(cafe).await;
            here.tell(Action::TillsArrived(cafe, tills, now_ms()));
        });
    }

    /// Asks for what is kept but does not count yet, where the tills say there is something.
    pub fn ask_aside(&self) {
        let Some(cafe) = self.cafe().map(|cafe| cafe.id) else {
            return;
        };
        if self.state.set_aside() == 0 {
            return;
        }
        let (server, here) = (self.server.clone(), self.clone());
        spawn_local(async move {
            let aside = server.set_aside(cafe).await;
            here.tell(Action::AsideArrived(cafe, aside, now_ms()));
        });
    }

    /// Asks for what only the owner can judge.
    pub fn ask_reviews(&self) {
        let Some(cafe) = self.cafe().map(|cafe| cafe.id) else {
            return;
        };
        let (server, here) = (self.server.clone(), self.clone());
        spawn_local(async move {
            let reviews = server.reviews(cafe).await;
            here.tell(Action::ReviewsArrived(cafe, reviews, now_ms()));
        });
    }

    /// Asks for a code for one more till.
    pub fn ask_code(&self) {
        let Some(cafe) = self.cafe().map(|cafe| cafe.id) else {
            return;
        };
        if self.state.desk.code == CodePanel::Asking {
            return;
        }
        self.tell(Action::Desk(DeskAction::CodeAsked));
        let (server, here) = (self.server.clone(), self.clone());
        spawn_local(async move {
            // Which tills there are now is asked first: the newcomer is whoever is not among them.
            let known = match server.tills(cafe).await {
                Ok(tills) => tills.iter().map(|till| till.id).collect(),
                Err(_) => here.known_tills(),
            };
            let code = server.new_enrolment_code(cafe).await;
            here.tell(Action::Desk(DeskAction::CodeArrived(code, now_ms(), known)));
        });
    }

    /// Cuts a till's access.
    pub fn revoke(&self, till: TillId, name: String) {
        let undo = Some(till);
        self.change(Said::Revoked(name), undo, move |server, cafe| async move {
            server.revoke_till(cafe, till).await
        });
    }

    /// Gives a till its access back.
    pub fn reinstate(&self, till: TillId, name: String) {
        self.change(
            Said::Reinstated(name),
            None,
            move |server, cafe| async move { server.reinstate_till(cafe, till).await },
        );
    }

    /// Renames a till.
    pub fn rename(&self, till: TillId, name: String) {
        let said = Said::Renamed(name.clone());
        self.change(said, None, move |server, cafe| async move {
            server.rename_till(cafe, till, &name).await
        });
    }

    /// Changes something about a till, says how that went, and looks again.
    fn change<F: Future<Output = Result<(), Failure>> + 'static>(
        &self,
        done: Said,
        undo: Option<TillId>,
        ask: impl FnOnce(Server, BusinessId) -> F + 'static,
    ) {
        let Some(cafe) = self.cafe().map(|cafe| cafe.id) else {
            return;
        };
        self.tell(Action::Desk(DeskAction::Settled));
        let (server, here) = (self.server.clone(), self.clone());
        spawn_local(async move {
            let notice = match ask(server, cafe).await {
                Ok(()) => Notice { text: done, undo },
                Err(failure) => Notice {
                    text: Said::Failed(failure),
                    undo: None,
                },
            };
            here.tell(Action::Said(notice));
            here.ask_tills();
        });
    }

    fn known_tills(&self) -> Vec<TillId> {
        let tills = self.state.tills.value.iter().flatten();
        tills.map(|till| till.id).collect()
    }
}

async fn sales(server: &Server, cafe: BusinessId, range: Range) -> Result<Sales, Failure> {
    let now = server.sales(cafe, range).await?;
    let before = server.sales(cafe, period::before(range)).await?;
    let read = |report| Figures::of(report).map_err(|_| Failure::Unreadable);
    Ok(Sales {
        now: read(&now)?,
        before: read(&before)?,
    })
}
