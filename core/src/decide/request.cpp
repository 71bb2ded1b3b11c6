// AuthZEN request → facts. Nothing unknown is an error: it becomes kMissing, and kMissing is covered.
#include <string>

#include "codec/json.h"
#include "decide/facts.h"

namespace tirai {
namespace {
using codec::JsonValue;

// A fact that is absent has its default; one that is there but is no known name is missing.
std::uint16_t fact_from(const Policy& policy, Fact fact, const JsonValue* value) {
  if (value == nullptr) return decision::default_of(policy, fact);
  return value->is(JsonValue::Kind::kString) ? decision::domain_index(policy, fact, value->string) : kMissing;
}

const JsonValue* find_at(const JsonValue* value, std::initializer_list<std::string_view> path) {
  for (const std::string_view key : path) value = value == nullptr ? nullptr : value->find(key);
  return value;
}

// {"type":"class","id":"identity.nik"}, or "class" among the properties of any other resource.
const JsonValue* class_of(const JsonValue& request) {
  if (const JsonValue* named = find_at(&request, {"resource", "properties", "class"})) return named;
  const std::string* type = request.string_at({"resource", "type"});
  return type != nullptr && *type == "class" ? find_at(&request, {"resource", "id"}) : nullptr;
}
}  // namespace

Result<Request> parse_request(const Policy& policy, std::string_view json) {
  const Result<JsonValue> read = codec::read_json(json, "request");
  if (!read) return read.error();
  const JsonValue& root = read.value();
  if (!root.is(JsonValue::Kind::kObject)) return Error{ErrorCode::kBadValue, "expected an object", "request"};
  Request request{};
  for (std::size_t i = 0; i < kFactCount; ++i) {
    const Fact fact = static_cast<Fact>(i);
    const JsonValue* value = fact == Fact::kAction  ? find_at(&root, {"action", "name"})
                             : fact == Fact::kRole  ? find_at(&root, {"subject", "properties", "role"})
                             : fact == Fact::kClass ? class_of(root)
                                                    : find_at(&root, {"context", to_string(fact)});
    request.facts[i] = fact_from(policy, fact, value);
  }
  return request;
}

}  // namespace tirai
