//! A limit by address: so many at once, then one every few seconds.

use super::{ClientAddress, TooOften};
use staffroom_contract::UnixSeconds;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How many addresses are remembered. A few hundred kilobytes, whoever asks.
const CAPACITY: usize = 10_000;

/// Allows each address `burst` at once, and one more every `seconds_each` seconds.
///
/// Of each address one number is kept: when all that it has used is given back (the generic cell rate algorithm,
/// ITU-T I.371). An address whose time has come is as good as one that was never seen, and is forgotten when
/// room is needed.
#[derive(Debug)]
pub struct AddressLimit {
    burst: i64,
    seconds_each: i64,
    refilled_at: Mutex<HashMap<ClientAddress, UnixSeconds>>,
}

impl AddressLimit {
    /// A limit that nobody has used yet.
    pub fn new(burst: u16, seconds_each: u16) -> Self {
        Self { burst: burst.into(), seconds_each: seconds_each.into(), refilled_at: Mutex::default() }
    }

    /// Takes one for this address.
    ///
    /// # Errors
    /// If it has none left; nothing is taken then.
    pub fn take(&self, address: ClientAddress, now: UnixSeconds) -> Result<(), TooOften> {
        let mut refilled_at = self.refilled_at.lock().unwrap_or_else(PoisonError::into_inner);
        let whole = self.burst * self.seconds_each;
        // Never further off than if all were used now: a clock that was set back keeps nobody out.
        let used_until = refilled_at.get(&address).map_or(now, |at| (*at).clamp(now, now.plus(whole)));
        let next = used_until.plus(self.seconds_each);
        let over = next.since(now) - whole;
        if over > 0 {
            return Err(TooOften::for_seconds(over));
        }
        if refilled_at.len() >= CAPACITY && !refilled_at.contains_key(&address) {
            make_room(&mut refilled_at, now);
        }
        refilled_at.insert(address, next);
        Ok(())
    }
}

/// Forgets who has everything back; if nobody has, whoever has used the least.
fn make_room(refilled_at: &mut HashMap<ClientAddress, UnixSeconds>, now: UnixSeconds) {
    refilled_at.retain(|_, at| *at > now);
    if refilled_at.len() >= CAPACITY
        && let Some(address) = refilled_at.iter().min_by_key(|(_, at)| **at).map(|(address, _)| *address)
    {
        refilled_at.remove(&address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{IpAddr, Ipv4Addr};

    const START: UnixSeconds = UnixSeconds(1_763_900_000);

    fn address(number: u32) -> ClientAddress {
        ClientAddress::of(IpAddr::V4(Ipv4Addr::from(number)))
    }

    fn too_often(retry_after: u32) -> Result<(), TooOften> {
        Err(TooOften { retry_after })
    }

    /// So many at once, then one at a time, and after a rest all of them again; each address by itself.
    #[test]
    fn a_burst_and_then_one_at_a_time() {
        let limit = AddressLimit::new(3, 10);
        for _ in 0..3 {
            assert_eq!(limit.take(address(1), START), Ok(()));
        }
        assert_eq!(limit.take(address(1), START), too_often(10));
        assert_eq!(limit.take(address(2), START), Ok(()));
        assert_eq!(limit.take(address(1), START.plus(9)), too_often(1));
        assert_eq!(limit.take(address(1), START.plus(10)), Ok(()));
        assert_eq!(limit.take(address(1), START.plus(10)), too_often(10));
        for _ in 0..3 {
            assert_eq!(limit.take(address(1), START.plus(60)), Ok(()));
        }
        assert_eq!(limit.take(address(1), START.plus(60)), too_often(10));
    }

    /// A clock that is set back keeps nobody out for longer than the limit itself would.
    #[test]
    fn a_clock_that_jumps_back_keeps_nobody_out() {
        let limit = AddressLimit::new(3, 10);
        assert_eq!(limit.take(address(1), START.plus(100_000)), Ok(()));
        assert_eq!(limit.take(address(1), START), too_often(10));
        assert_eq!(limit.take(address(1), START.plus(10)), too_often(10));
    }

    /// However many addresses ask, a bounded number is remembered, and those that asked the most longest.
    #[test]
    fn the_memory_is_bounded() {
        let limit = AddressLimit::new(2, 10);
        for _ in 0..2 {
            assert_eq!(limit.take(address(0), START), Ok(()));
        }
        for number in 1..20_000 {
            assert_eq!(limit.take(address(number), START), Ok(()));
        }
        assert_eq!(limit.refilled_at.lock().unwrap().len(), CAPACITY);
        assert_eq!(limit.take(address(0), START), too_often(10));
        assert_eq!(limit.take(address(20_000), START.plus(60)), Ok(()));
        assert_eq!(limit.refilled_at.lock().unwrap().len(), 1);
    }
}
