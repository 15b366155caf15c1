//! Where something was asked for that goes on by itself.

/// The request that an act was asked for by, kept with the act for the record of what comes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptSource {
    /// The client's address.
    pub address: Option<String>,
    /// What the client calls itself.
    pub user_agent: Option<String>,
    /// The request's id.
    pub request_id: Option<String>,
}
