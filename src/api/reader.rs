//! Values that the browser's own JSON reader made, as values of Rust's types.
//!
//! What is wrong with a value that is of another type is nobody's concern: the error says nothing, and whatever writes
//! out what was found and what was expected is no part of the app. It would be as large as a page.

use js_sys::{Array, Object, Reflect};
use serde::de::value::{SeqDeserializer, StrDeserializer, StringDeserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer, MapAccess, Unexpected,
};
use serde::de::{VariantAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt::{self, Display, Formatter};
use std::vec;
use wasm_bindgen::{JsCast, JsValue};

/// The value is of another type.
#[derive(Debug)]
pub(super) struct OtherType;

impl Display for OtherType {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for OtherType {}

impl de::Error for OtherType {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// A value as the browser read it.
pub(super) struct Value(pub(super) JsValue);

impl IntoDeserializer<'_, OtherType> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = OtherType;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OtherType> {
        let value = &self.0;
        if value.is_string() {
            self.deserialize_string(visitor)
        } else if value.as_f64().is_some() {
            self.deserialize_i64(visitor)
        } else if value.as_bool().is_some() {
            self.deserialize_bool(visitor)
        } else if value.has_type::<Array>() {
            self.deserialize_seq(visitor)
        } else if value.is_object() {
            self.deserialize_map(visitor)
        } else {
            visitor.visit_unit()
        }
    }

    // Whoever knows what comes asks for it: a visitor that is shown all there could be is in the program with the
    // code for all of it.

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OtherType> {
        visitor.visit_string(self.0.as_string().ok_or(OtherType)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OtherType> {
        self.deserialize_string(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OtherType> {
        visitor.visit_bool(self.0.as_bool().ok_or(OtherType)?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OtherType> {
        visitor.visit_i64(whole(&self.0).ok_or(OtherType)?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OtherType> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OtherType> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OtherType> {
        let array = self.0.dyn_ref::<Array>().ok_or(OtherType)?;
        visitor.visit_seq(SeqDeserializer::new(array.iter().map(Value)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OtherType> {
        visitor.visit_map(Members::of(&self.0)?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OtherType> {
        self.deserialize_map(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OtherType> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, OtherType> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OtherType> {
        if let Some(name) = self.0.as_string() {
            return visitor.visit_enum(Variant { name, content: JsValue::NULL });
        }
        let object = self.0.dyn_ref::<Object>().ok_or(OtherType)?;
        let name = Object::keys(object).get(0).as_string().ok_or(OtherType)?;
        let content = member(&self.0, &name)?;
        visitor.visit_enum(Variant { name, content })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OtherType> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

/// JSON has one kind of numbers; all that the API sends are whole.
#[expect(clippy::cast_possible_truncation, reason = "whole numbers up to 2^53 are the same in both types")]
fn whole(value: &JsValue) -> Option<i64> {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    let number = value.as_f64()?;
    (number.abs() <= LARGEST && number.fract() == 0.0).then_some(number as i64)
}

fn member(object: &JsValue, name: &str) -> Result<JsValue, OtherType> {
    Reflect::get(object, &JsValue::from_str(name)).map_err(|_| OtherType)
}

/// The members of an object.
struct Members<'o> {
    object: &'o JsValue,
    names: vec::IntoIter<String>,
    next: Option<JsValue>,
}

impl<'o> Members<'o> {
    fn of(value: &'o JsValue) -> Result<Self, OtherType> {
        let object = value.dyn_ref::<Object>().ok_or(OtherType)?;
        let names: Vec<String> = Object::keys(object).iter().filter_map(|name| name.as_string()).collect();
        Ok(Self { object: value, names: names.into_iter(), next: None })
    }
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = OtherType;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, OtherType> {
        let Some(name) = self.names.next() else { return Ok(None) };
        self.next = Some(member(self.object, &name)?);
        seed.deserialize(StrDeserializer::new(&name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, OtherType> {
        seed.deserialize(Value(self.next.take().ok_or(OtherType)?))
    }
}

/// A variant by its name, and what it holds.
struct Variant {
    name: String,
    content: JsValue,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = OtherType;
    type Variant = Value;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Value), OtherType> {
        let name: StringDeserializer<OtherType> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, Value(self.content)))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = OtherType;

    fn unit_variant(self) -> Result<(), OtherType> {
        if self.0.is_null() { Ok(()) } else { Err(OtherType) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, OtherType> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, OtherType> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OtherType> {
        self.deserialize_map(visitor)
    }
}
