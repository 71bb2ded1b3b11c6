// A JSON file against a JSON Schema (draft 2020-12), as far as the schemas of ours go. The first thing wrong is told as a person would: where, what,
// and what would be right, in the words of the schema's own descriptions and examples.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "codec/json.h"

namespace tirai::policytool {

struct SchemaFault {
  ErrorCode code = ErrorCode::kBadValue;
  std::string pointer;
  std::size_t offset = 0;  ///< in the checked text
  std::string message;
};

/// The first place where `value` is not what `schema` says, or nothing. A keyword that is not known here is a fault, too: a schema that grows past this
/// checker must not seem to hold. Reads: type, const, enum, pattern, maxLength, properties, required, additionalProperties (false), items, minItems,
/// maxItems, $ref (into $defs), oneOf, anyOf, not, if, then, else.
[[nodiscard]] std::optional<SchemaFault> check_schema(const codec::JsonValue& schema, const codec::JsonValue& value);

/// adapters/adapter.schema.json, built in.
[[nodiscard]] std::string_view adapter_schema();

}  // namespace tirai::policytool
