//! Reads a request's members into its type, and names the member that does not fit.
//!
//! serde's formats report a misfit as a sentence; people need to know at which field to look. So the members
//! are split up first, and the type reads them through an error that is a [`FieldProblem`].

use serde::de::value::MapDeserializer;
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use serde_json::Value;
use staffroom_contract::{FieldProblem, FieldRule};
use std::fmt;
use std::str::FromStr;

/// The members of a JSON object, in their order, a repeated one as often as it came.
pub(super) struct JsonMembers(Vec<(String, Value)>);

impl JsonMembers {
    /// Reads the members as `T`.
    pub(super) fn read<T: DeserializeOwned>(self) -> Result<T, FieldProblem> {
        let is_typed = true;
        read(self.0.into_iter().map(|(name, value)| Member { name, value, is_typed }))
    }
}

/// Reads the members of a query as `T`; the empty query has none.
pub(super) fn read_query<T: DeserializeOwned>(query: &str) -> Result<T, FieldProblem> {
    let members = url::form_urlencoded::parse(query.as_bytes());
    read(members.map(|(name, value)| Member {
        name: name.into_owned(),
        value: Value::String(value.into_owned()),
        is_typed: false,
    }))
}

fn read<T: DeserializeOwned>(members: impl Iterator<Item = Member>) -> Result<T, FieldProblem> {
    let members = members.map(|member| (member.name.clone(), member));
    T::deserialize(MapDeserializer::new(members)).map_err(|Misfit(problem)| problem)
}

impl<'de> Deserialize<'de> for JsonMembers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = JsonMembers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(JsonMembers(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// A member on its way into a field.
struct Member {
    name: String,
    value: Value,
    /// Whether the value says of which type it is, as JSON does; a query has nothing but text.
    is_typed: bool,
}

impl Member {
    /// The number that the digits of a query's member stand for.
    fn number<T: FromStr + Into<Value>>(&self) -> Option<Value> {
        let digits = self.value.as_str().filter(|_| !self.is_typed)?;
        digits.parse::<T>().ok().map(Into::into)
    }

    fn read_by<T>(self, read: impl FnOnce(Value) -> serde_json::Result<T>) -> Result<T, Misfit> {
        read(self.value).map_err(|_| Misfit(FieldProblem::new(&self.name, FieldRule::WrongType)))
    }
}

impl IntoDeserializer<'_, Misfit> for Member {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Member {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.read_by(|value| value.deserialize_any(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.read_by(|value| value.deserialize_enum(name, variants, visitor))
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let number = self.number::<u32>();
        self.read_by(|value| number.unwrap_or(value).deserialize_u32(visitor))
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let number = self.number::<i64>();
        self.read_by(|value| number.unwrap_or(value).deserialize_i64(visitor))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i128 u8 u16 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The member that does not fit, as an error of serde's.
#[derive(Debug)]
struct Misfit(FieldProblem);

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` does not fit", self.0.field)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    /// Only reached where no member is being read: [`Member::read_by`] names it otherwise.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(FieldProblem::new("", FieldRule::WrongType))
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self(FieldProblem::new(field, FieldRule::Unknown))
    }

    fn missing_field(field: &'static str) -> Self {
        Self(FieldProblem::new(field, FieldRule::WrongType))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self(FieldProblem::new(field, FieldRule::WrongType))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::{
        CompletePasswordReset, LinkPurpose, ListStaff, ResetStaffPassword, UpdateStaff,
    };

    fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, FieldProblem> {
        serde_json::from_str::<JsonMembers>(json).unwrap().read()
    }

    fn misfit<T: DeserializeOwned + fmt::Debug>(json: &str) -> (String, FieldRule) {
        let problem = from_json::<T>(json).unwrap_err();
        (problem.field, problem.rule)
    }

    #[test]
    fn members_that_fit_are_read() {
        let update: UpdateStaff = from_json(r#"{"first_name":"Ann","cell_phone":""}"#).unwrap();
        assert_eq!(update.first_name.as_deref(), Some("Ann"));
        assert_eq!(update.cell_phone.as_deref(), Some(""));
        let complete: CompletePasswordReset =
            from_json(r#"{"purpose":"invitation","code":"c","password":"p"}"#).unwrap();
        assert_eq!(complete.purpose, LinkPurpose::Invitation);
        assert_eq!(complete.password.expose(), "p");
        assert!(from_json::<ResetStaffPassword>("{}").is_ok());
    }

    /// Whoever sends a member that the operation does not take, or of the wrong type, is told which.
    #[test]
    fn the_member_that_does_not_fit_is_named() {
        let unknown = misfit::<ResetStaffPassword>(r#"{"email":["a@b.cd","e@f.gh"]}"#);
        assert_eq!(unknown, ("email".to_owned(), FieldRule::Unknown));
        for json in [
            r#"{"username":7}"#,
            r#"{"username":null}"#,
            r#"{"username":["a"]}"#,
            r#"{"username":{"$ne":""}}"#,
            r#"{"username":"a","username":"b"}"#,
        ] {
            assert_eq!(misfit::<UpdateStaff>(json), ("username".to_owned(), FieldRule::WrongType), "{json}");
        }
        let missing = misfit::<CompletePasswordReset>(r#"{"purpose":"invitation","code":"c"}"#);
        assert_eq!(missing, ("password".to_owned(), FieldRule::WrongType));
        let purpose = misfit::<CompletePasswordReset>(r#"{"purpose":"session","code":"c","password":"p"}"#);
        assert_eq!(purpose, ("purpose".to_owned(), FieldRule::WrongType));
    }

    /// A query is read by the same rules, its numbers from their digits.
    #[test]
    fn a_query_is_read_like_an_object() {
        let list: ListStaff = read_query("search=Camille+Nurse&limit=20").unwrap();
        assert_eq!((list.search.as_deref(), list.limit), (Some("Camille Nurse"), Some(20)));
        assert_eq!(read_query::<ListStaff>("").unwrap(), ListStaff::default());
        for (query, field, rule) in [
            ("limit=many", "limit", FieldRule::WrongType),
            ("limit=-1", "limit", FieldRule::WrongType),
            ("limit=", "limit", FieldRule::WrongType),
            ("search=a&search=b", "search", FieldRule::WrongType),
            ("sort=password_hash", "sort", FieldRule::WrongType),
            ("order=password_hash", "order", FieldRule::Unknown),
        ] {
            let problem = read_query::<ListStaff>(query).unwrap_err();
            assert_eq!((problem.field.as_str(), problem.rule), (field, rule), "{query}");
        }
    }
}
