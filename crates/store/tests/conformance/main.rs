//! What every database behind the traits does, told as cases that know none of them.
//!
//! A case takes an empty [`Database`] and drives it by the traits alone. [`conformance!`] lists the cases once;
//! each backend is put behind them by a module that opens one.

#![expect(clippy::unwrap_used, reason = "a case that cannot go on has failed")]

mod audit;
mod bulk;
mod deactivations;
mod email_changes;
mod failed_sign_ins;
mod familiar_addresses;
mod freeze_links;
mod imports;
mod links;
mod mail;
mod offices;
mod people;
mod practice;
mod roles;
mod sealed_pins;
mod sessions;
mod sqlite;
mod sqlite_audit;
mod sqlite_bulk;
mod sqlite_link_ends;
mod sqlite_mail;
mod sqlite_offices;
mod sqlite_pins;
mod sqlite_read_only;
mod sqlite_roles;
mod staff;
mod staff_list;
mod staff_lists;
mod transactions;

use staffroom_store::{Store, Transaction};
use std::any::Any;
use std::sync::Arc;

/// An empty database for one case.
pub(crate) struct Database {
    pub(crate) store: Arc<dyn Store>,
    /// Whatever must outlive the case, such as the folder that the database is in.
    _keeps: Box<dyn Any + Send + Sync>,
}

impl Database {
    pub(crate) fn new(store: impl Store, keeps: impl Any + Send + Sync) -> Self {
        Self { store: Arc::new(store), _keeps: Box::new(keeps) }
    }

    pub(crate) async fn read(&self) -> Box<dyn Transaction> {
        self.store.read().await.unwrap()
    }

    pub(crate) async fn write(&self) -> Box<dyn Transaction> {
        self.store.write().await.unwrap()
    }
}

/// Makes a test of each case, with `$open` as the way to an empty database.
macro_rules! conformance {
    ($open:path) => {
        conformance! {
            $open;
            audit {
                an_event_stands_with_its_act,
                an_event_without_anyone_stands,
                an_event_keeps_the_names_of_its_time,
                acts_are_filtered,
                acts_are_narrowed_to_who_is_within_reach,
                acts_upon_a_person_are_listed_for_them,
                paging_visits_each_act_once,
                of_fifty_who_record_at_once_each_gets_a_row,
                a_noted_head_is_found_again,
                an_act_that_was_undone_leaves_no_gap,
            };
            bulk {
                a_bulk_act_is_found_as_it_was_begun,
                one_bulk_act_of_a_person_runs_at_a_time,
                each_person_has_one_turn,
                only_what_failed_is_tried_again,
                results_name_those_within_reach,
                links_of_a_bulk_act_are_counted_apart,
                mail_of_a_bulk_act_lets_other_mail_go_first,
                what_came_of_a_bulk_act_is_forgotten,
            };
            deactivations {
                a_person_has_one_deactivation_to_come,
                deactivations_come_when_they_are_due,
                a_deactivation_can_be_undone_a_moment_afterwards,
                people_are_handed_over_and_taken_back,
            };
            email_changes {
                an_email_change_is_found_as_it_was_asked_for,
                a_newer_email_change_replaces_the_older_one,
                an_email_change_for_nobody_is_refused,
                of_fifty_who_end_a_change_one_wins,
                a_change_does_not_outlast_what_it_was_asked_for,
                a_change_ends_with_the_account,
                mails_about_changes_are_counted,
            };
            failed_sign_ins {
                failures_are_counted_by_account,
                failures_count_from_a_point_in_time,
                the_oldest_failures_make_room,
                failures_of_the_future_do_not_count,
            };
            familiar_addresses {
                an_address_is_familiar_by_whoever_signed_in_from_it,
                the_oldest_addresses_make_room,
            };
            freeze_links {
                a_freeze_link_is_found_as_it_was_issued,
                of_fifty_who_spend_a_freeze_link_one_wins,
                a_freeze_link_outlives_newer_ones_and_passwords,
                a_freeze_link_needs_an_active_person,
            };
            imports {
                an_import_is_kept_as_it_was_checked,
                mail_of_an_import_lets_other_mail_go_first,
                a_newer_check_takes_the_place_of_the_older_one,
                an_import_is_worked_off_row_by_row,
                people_are_counted_by_the_day,
                rows_name_nobody_beyond_reach,
                invitations_of_imports_are_not_counted,
                imports_are_forgotten_in_time,
            };
            links {
                a_link_is_found_as_it_was_issued,
                a_code_is_worth_nothing_to_the_other_purpose,
                a_newer_link_replaces_the_older_one,
                a_link_that_had_run_out_was_not_replaced,
                purposes_do_not_replace_each_other,
                a_link_for_nobody_is_refused,
                the_newest_link_is_the_one_issued_last,
                a_key_finds_the_link_that_was_asked_for_with_it,
                links_are_counted_by_who_asked_for_them,
                the_first_opening_is_noted,
                a_link_is_spent_once,
                of_fifty_who_spend_a_link_one_wins,
                a_link_is_not_spent_once_it_has_run_out,
                a_link_is_not_spent_after_the_password_changed,
                a_reset_needs_an_active_person,
                an_invitation_needs_a_pending_person,
                a_spent_link_comes_back_if_the_act_fails,
                live_links_end_together,
                a_link_that_ended_with_the_account_is_given_back,
                a_link_says_who_ended_it,
                recent_links_are_the_newest_first,
                a_link_shows_what_became_of_its_mail,
            };
            mail {
                mail_is_claimed_in_the_order_in_which_it_is_due,
                a_claimed_mail_is_left_alone_until_its_lease_ends,
                of_fifty_who_claim_a_mail_one_gets_it,
                a_retried_mail_comes_again_when_it_is_due,
                a_mail_that_was_sent_or_given_up_is_done,
                mail_is_stuck_until_one_leaves,
                a_notice_is_kept_whole,
                an_invitation_is_no_reset,
                a_links_mail_is_queued_again,
                a_mail_about_a_change_of_email_is_kept,
            };
            offices {
                offices_are_listed_by_name,
                open_offices_have_names_of_their_own,
                a_closed_office_stays_and_frees_its_name,
                a_person_works_where_an_update_says,
                whoever_is_restricted_reaches_those_who_share_an_office,
                a_list_is_narrowed_to_an_office,
                people_are_counted_where_they_work,
            };
            practice {
                a_practice_is_set_up_once_and_changed,
                a_change_for_an_older_version_of_the_practice_changes_nothing,
            };
            roles {
                every_practice_has_the_system_roles,
                a_role_is_kept_whole,
                a_role_name_is_taken_in_any_case,
                a_role_is_changed_as_a_whole,
                a_role_for_an_older_version_changes_nothing,
                system_roles_stay_as_they_are,
                a_role_is_removed_once_nobody_holds_it,
                a_person_may_do_what_their_role_allows,
                what_differs_for_a_person_counts_before_their_role,
                another_role_ends_what_differed,
                a_role_that_is_none_is_refused,
                of_fifty_who_change_a_role_one_stands,
                a_role_made_from_provider_is_one,
                a_role_is_held_beyond_what_its_holders_lack,
            };
            sealed_pins {
                a_sealed_pin_is_replaced_by_itself_only,
            };
            sessions {
                a_session_is_found_by_its_hash,
                a_session_needs_an_active_person,
                a_session_needs_the_password_that_was_checked,
                of_fifty_who_sign_in_while_the_password_changes_none_stays,
                a_session_runs_out,
                a_session_falls_idle,
                activity_never_goes_backwards,
                a_clock_that_is_set_back_ends_a_session,
                a_session_goes_on_under_another_hash,
                a_session_goes_on_only_by_the_current_password,
                a_session_ends_once,
                all_sessions_of_a_person_end,
                deactivation_hides_a_session_at_once,
                ended_sessions_are_forgotten,
                open_sessions_are_listed,
                a_session_is_ended_by_its_person_alone,
                the_session_that_asks_is_kept,
            };
            staff {
                a_person_is_kept_whole,
                a_person_without_optional_fields_is_kept_whole,
                a_username_is_found_in_any_case,
                a_username_is_taken_in_any_case,
                an_email_is_found_in_any_case,
                an_email_is_taken_in_any_case,
                many_may_have_no_email,
                people_may_be_added_before_their_provider,
                a_provider_who_is_nobody_is_refused,
                providers_are_active_and_in_order,
                people_are_counted,
                an_update_changes_what_it_names,
                an_update_can_remove_phones,
                an_update_can_remove_the_care_team,
                an_update_for_an_older_version_changes_nothing,
                of_fifty_updates_for_one_version_one_stands,
                an_update_of_nobody_is_not_found,
                an_update_cannot_take_a_username,
                a_person_keeps_their_own_username_in_another_case,
                a_status_is_set_once,
                a_password_counts_its_version_up,
                a_hash_is_made_anew_for_the_same_password_only,
                a_password_for_nobody_is_refused,
                a_frozen_person_has_no_password,
                a_person_is_let_in_again_without_their_password,
                a_password_is_changed_from_the_one_that_was_checked,
                active_people_are_found_by_permission,
                an_email_is_set_and_found,
                an_email_of_somebody_else_cannot_be_set,
                settings_change_for_their_version,
                a_pin_is_kept_as_it_was_sealed,
            };
            staff_list {
                a_page_is_in_order_and_says_how_many_there_are,
                paging_visits_everyone_once,
                paging_visits_everyone_once_among_equal_names,
                paging_a_search_visits_everyone_once,
                paging_a_search_of_a_large_practice_visits_everyone_once,
                a_search_finds_name_username_email_and_phones,
                a_search_knows_no_case_and_no_accents,
                a_search_takes_phone_numbers_as_people_write_them,
                every_word_must_occur,
                a_search_takes_no_syntax,
                a_search_follows_an_update,
                a_page_begins_where_the_one_before_ended,
                a_place_is_found_without_its_person,
                a_list_shows_the_provider_as_they_are_now,
            };
            staff_lists {
                each_filter_lets_its_own_through,
                filters_and_a_search_add_up,
                each_order_goes_both_ways,
                a_practice_filters_and_orders_by_its_own_roles,
                paging_visits_everyone_once_in_each_order,
                people_who_change_take_nobody_else_out_of_sight,
                lists_are_counted_as_people_move_between_them,
                a_search_counts_the_lists_that_it_does_not_show,
                a_link_is_followed_until_it_ends,
                a_failed_mail_counts_until_another_one_leaves,
                the_last_sign_in_is_kept,
                a_provider_keeps_their_people_together,
            };
            transactions {
                what_is_not_committed_is_undone,
                what_is_committed_stands,
                a_reader_sees_one_state,
                a_reader_does_not_wait_for_a_writer,
                writers_wait_for_each_other,
                who_gives_up_is_not_in_the_way,
            };
        }
    };
    ($open:path; $($module:ident { $($case:ident),+ $(,)? };)+) => {
        $(
            mod $module {
                $(
                    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                    async fn $case() {
                        crate::$module::$case($open().await).await;
                    }
                )+
            }
        )+
    };
}

pub(crate) use conformance;
