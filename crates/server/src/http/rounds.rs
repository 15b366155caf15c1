//! What goes on without anybody, a step of each in turn.

use super::refusal::Refusal;
use staffroom_store::StoreError;

/// Has each of those that run take a step; `false` if none did. One that fails is logged and keeps no other waiting: its
/// next step comes with the next round.
pub(super) async fn step_of_each<Id, Step: Future<Output = Result<(), Refusal>>>(
    running: Result<Vec<Id>, StoreError>,
    step: impl Fn(Id) -> Step,
) -> bool {
    let mut did_something = false;
    match running {
        Ok(running) => {
            for id in running {
                match step(id).await {
                    Ok(()) => did_something = true,
                    Err(failure) => failure.log(),
                }
            }
        }
        Err(failure) => Refusal::from(failure).log(),
    }
    did_something
}
