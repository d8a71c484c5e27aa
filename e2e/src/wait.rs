//! Waiting for a condition, never for a time.

use anyhow::{Result, bail};
use std::fmt::Debug;
use std::time::Duration;
use tokio::time::Instant;

const AT_MOST: Duration = Duration::from_secs(30);
const BETWEEN: Duration = Duration::from_millis(30);

/// Asks until the answer is what is hoped for; says the last answer where it never is.
pub async fn until<T: Debug>(
    what: &str,
    mut ask: impl AsyncFnMut() -> Result<T>,
    hoped: impl Fn(&T) -> bool,
) -> Result<T> {
    let end = Instant::now() + AT_MOST;
    loop {
        let answer = ask().await;
        match answer {
            Ok(answer) if hoped(&answer) => return Ok(answer),
            answer if Instant::now() > end => {
                bail!("waited for {what}; the last answer was {answer:?}")
            }
            _ => tokio::time::sleep(BETWEEN).await,
        }
    }
}
