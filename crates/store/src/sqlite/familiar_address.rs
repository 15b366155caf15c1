use crate::Result;
use crate::familiar_address::FamiliarAddressRepository;
use async_trait::async_trait;
use sqlx::SqliteConnection;
use staffroom_contract::{StaffId, UnixSeconds};

pub(super) struct SqliteFamiliarAddresses<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl FamiliarAddressRepository for SqliteFamiliarAddresses<'_> {
    async fn is_familiar(&mut self, address: &[u8; 32], since: UnixSeconds) -> Result<bool> {
        Ok(sqlx::query_scalar(
            "SELECT EXISTS (
                 SELECT 1 FROM familiar_address JOIN staff ON staff.id = familiar_address.staff_id
                 WHERE familiar_address.address = $1 AND familiar_address.last_at >= $2
                     AND staff.status = 'active'
             )",
        )
        .bind(&address[..])
        .bind(since.0)
        .fetch_one(&mut *self.0)
        .await?)
    }

    async fn remember(
        &mut self,
        staff_id: &StaffId,
        address: &[u8; 32],
        now: UnixSeconds,
        at_most: u32,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO familiar_address (staff_id, address, last_at) VALUES ($1, $2, $3)
             ON CONFLICT (staff_id, address) DO UPDATE SET last_at = $3",
        )
        .bind(staff_id.as_str())
        .bind(&address[..])
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        sqlx::query(
            "DELETE FROM familiar_address WHERE staff_id = $1 AND address NOT IN (
                 SELECT address FROM familiar_address WHERE staff_id = $1
                 ORDER BY address = $2 DESC, last_at DESC LIMIT $3
             )",
        )
        .bind(staff_id.as_str())
        .bind(&address[..])
        .bind(at_most)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn forget_before(&mut self, since: UnixSeconds) -> Result<u64> {
        let forgotten = sqlx::query("DELETE FROM familiar_address WHERE last_at < $1")
            .bind(since.0)
            .execute(&mut *self.0)
            .await?;
        Ok(forgotten.rows_affected())
    }
}
