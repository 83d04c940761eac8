//! dict and set operations with keys of any class. A key's `__hash__` and
//! `__eq__` may be Python code, which runs here and now: this is one of the
//! few places where an executor is entered from a native.

use super::{Ctx, Raise};
use crate::types::{Dict, Entry, Probe, Str};
use crate::value::Value;

impl<'gc> Ctx<'gc> {
    /// `hash(value)`.
    ///
    /// # Errors
    /// TypeError for an unhashable value, or what its `__hash__` raises.
    #[inline]
    pub fn hash(self, value: Value<'gc>) -> Result<i64, Raise<'gc>> {
        match value {
            Value::Str(text) => Ok(text.hash()),
            Value::Int(i) => Ok(crate::num::hash::hash_int(i)),
            _ => self.hash_slow(value),
        }
    }

    fn hash_slow(self, value: Value<'gc>) -> Result<i64, Raise<'gc>> {
        let step = (self.hooks.hash)(self, value)?;
        match self.reenter(step)? {
            Value::Int(hash) => Ok(hash),
            other => other.as_i64().ok_or_else(|| self.type_error("__hash__ method should return an integer")),
        }
    }

    /// The hash of a key of a dict.
    ///
    /// # Errors
    /// TypeError that says so when the key is unhashable, or what its
    /// `__hash__` raises.
    #[inline]
    pub fn hash_key(self, key: Value<'gc>) -> Result<i64, Raise<'gc>> {
        self.hash(key).map_err(|raise| self.unhashable_as(raise, key, "dict key"))
    }

    /// The hash of an element of a set.
    ///
    /// # Errors
    /// As [`Self::hash_key`].
    #[inline]
    pub fn hash_element(self, element: Value<'gc>) -> Result<i64, Raise<'gc>> {
        self.hash(element).map_err(|raise| self.unhashable_as(raise, element, "set element"))
    }

    #[cold]
    fn unhashable_as(self, raise: Raise<'gc>, value: Value<'gc>, role: &str) -> Raise<'gc> {
        if !raise.class.get().is(self.types.exceptions.TypeError) {
            return raise;
        }
        let [Value::Str(reason)] = raise.args.get().as_slice() else { return raise };
        let class = self.class_of(value);
        let name = class.qualname.get().lossy();
        let module = class.dict.get_str(self.names.module).and_then(Value::as_str);
        let name = match module {
            Some(module) if !module.is_text("builtins") && !module.is_text("__main__") => {
                format!("{}.{name}", module.lossy())
            }
            _ => name.into_owned(),
        };
        self.type_error(format!("cannot use '{name}' as a {role} ({})", reason.lossy()))
    }

    /// `a is b or a == b`, as containers compare.
    ///
    /// # Errors
    /// What an `__eq__` raises.
    pub fn same_or_equal(self, a: Value<'gc>, b: Value<'gc>) -> Result<bool, Raise<'gc>> {
        if let Some(known) = crate::types::key_equal(a, b) {
            return Ok(known);
        }
        let step = (self.hooks.equal)(self, a, b)?;
        let result = self.reenter(step)?;
        self.is_true(result)
    }

    /// The truth of a value, here and now.
    ///
    /// # Errors
    /// What its `__bool__` or `__len__` raises.
    #[inline]
    pub fn is_true(self, value: Value<'gc>) -> Result<bool, Raise<'gc>> {
        match value {
            Value::True => Ok(true),
            Value::False | Value::None => Ok(false),
            _ => {
                let step = (self.hooks.truth)(self, value)?;
                Ok(matches!(self.reenter(step)?, Value::True))
            }
        }
    }

    /// Where `key` is in `dict`. The position holds until the next change.
    ///
    /// # Errors
    /// What an `__eq__` raises.
    pub fn dict_find(self, dict: Dict<'gc>, key: Value<'gc>, hash: i64) -> Result<Option<usize>, Raise<'gc>> {
        if let Value::Str(text) = key {
            let probe = dict.borrow().probe_str(text);
            if probe.is_some() {
                return Ok(probe);
            }
        }
        let mut refuted = Vec::new();
        loop {
            let probe = dict.borrow().probe(hash, key, &refuted);
            let position = match probe {
                Probe::Found(position) => return Ok(Some(position)),
                Probe::Missing => return Ok(None),
                Probe::Ask(position) => position,
            };
            let Some(entry) = dict.borrow().entry(position) else { continue };
            let equal = self.same_or_equal(entry.key, key)?;
            // The comparison may have changed the dict: then start over.
            let still = dict.borrow().entry(position).is_some_and(|now| now.key.is(entry.key));
            match (still, equal) {
                (true, true) => return Ok(Some(position)),
                (true, false) => refuted.push(position),
                (false, _) => refuted.clear(),
            }
        }
    }

    /// `dict[key]`, or nothing.
    ///
    /// # Errors
    /// What hashing or comparing raises.
    pub fn dict_get(self, dict: Dict<'gc>, key: Value<'gc>) -> Result<Option<Value<'gc>>, Raise<'gc>> {
        let hash = self.hash_key(key)?;
        Ok(self.dict_find(dict, key, hash)?.and_then(|position| dict.value_at(position)))
    }

    /// `dict[key] = value`.
    ///
    /// # Errors
    /// What hashing or comparing raises.
    pub fn dict_set(self, dict: Dict<'gc>, key: Value<'gc>, value: Value<'gc>) -> Result<(), Raise<'gc>> {
        let hash = self.hash_key(key)?;
        self.dict_set_hashed(dict, key, hash, value)
    }

    /// As [`Self::dict_set`] with the hash at hand.
    ///
    /// # Errors
    /// What comparing raises.
    pub fn dict_set_hashed(
        self,
        dict: Dict<'gc>,
        key: Value<'gc>,
        hash: i64,
        value: Value<'gc>,
    ) -> Result<(), Raise<'gc>> {
        match self.dict_find(dict, key, hash)? {
            Some(position) => dict.set_value(self.mc, position, value),
            None => dict.borrow_mut(self.mc).insert_new(hash, key, value),
        }
        Ok(())
    }

    /// Removes a key; its entry, or nothing.
    ///
    /// # Errors
    /// What hashing or comparing raises.
    pub fn dict_remove(self, dict: Dict<'gc>, key: Value<'gc>) -> Result<Option<Entry<'gc>>, Raise<'gc>> {
        let hash = self.hash_key(key)?;
        Ok(match self.dict_find(dict, key, hash)? {
            Some(position) => dict.borrow_mut(self.mc).remove_at(position),
            None => None,
        })
    }

    /// Adds a key to the table of a set; whether it was new.
    ///
    /// # Errors
    /// What hashing or comparing raises.
    pub fn set_add(self, table: Dict<'gc>, key: Value<'gc>) -> Result<bool, Raise<'gc>> {
        let hash = self.hash_element(key)?;
        if self.dict_find(table, key, hash)?.is_some() {
            return Ok(false);
        }
        table.borrow_mut(self.mc).insert_new(hash, key, Value::None);
        Ok(true)
    }

    /// Sets a text key of a namespace.
    pub fn set_name(self, dict: Dict<'gc>, name: &str, value: impl Into<Value<'gc>>) {
        dict.set_str(self.mc, self.intern(name), value.into());
    }

    /// Gets a text key of a namespace.
    pub fn get_name(self, dict: Dict<'gc>, name: &str) -> Option<Value<'gc>> {
        dict.get_str(self.intern(name))
    }

    /// A dict of text keys.
    pub fn dict_of(self, entries: &[(&str, Value<'gc>)]) -> Dict<'gc> {
        let dict = self.dict();
        for (name, value) in entries {
            self.set_name(dict, name, *value);
        }
        dict
    }

    /// A dict of keyword arguments.
    pub fn dict_of_names(self, entries: &[(Str<'gc>, Value<'gc>)]) -> Dict<'gc> {
        let dict = self.dict();
        for (name, value) in entries {
            dict.set_str(self.mc, self.intern_str(*name), *value);
        }
        dict
    }
}
