// The policy's words: roles, purposes, classes with their operators.
#include <algorithm>

#include "decide/nearest.h"
#include "decide/policy_reader.h"
#include "detect/recognizer.h"

namespace tirai::decision {
namespace {
using recognition::entity_type_names;
constexpr std::string_view kNameRule = "expected 1 to 64 of a-z, 0-9, \"_\" and \"-\", beginning with a letter";

void check_name(const Node& parent, const codec::JsonMember& member, bool fits) {
  if (!fits) parent.fail_at_key(member, ErrorCode::kBadValue, "not a name; " + std::string(kNameRule));
}

template <typename Items>
std::vector<std::string_view> ids_of(const Items& items) {
  std::vector<std::string_view> ids;
  for (const auto& item : items) ids.push_back(item.id);
  return ids;
}

// Each parent (`extends`, `broader`) is declared, and no chain of parents comes back to where it began.
template <typename Item>
void check_parents(const Node& all, const std::vector<Item>& items, std::string Item::*parent, std::string_view key, std::string_view what) {
  const std::vector<std::string_view> ids = ids_of(items);
  std::vector<std::size_t> parent_of(items.size(), items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string& name = items[i].*parent;
    if (name.empty()) continue;
    parent_of[i] = static_cast<std::size_t>(std::find(ids.begin(), ids.end(), name) - ids.begin());
    if (parent_of[i] < ids.size()) continue;
    all.at(items[i].id)->at(key)->fail(ErrorCode::kUnknownName, "unknown " + std::string(what) + " \"" + name + "\"" + hint(name, ids));
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::size_t steps = 0;
    for (std::size_t up = i; up < items.size(); up = parent_of[up]) {
      if (++steps <= items.size()) continue;
      return all.at(items[i].id)->at(key)->fail(ErrorCode::kBadValue, std::string(key) + " leads back to where it began");
    }
  }
}

Operator read_operator(const Node& node) {
  static constexpr std::string_view kKeys[] = {"operator", "count"};
  static constexpr std::string_view kNeeded[] = {"operator"};
  if (!node.object(kKeys, kNeeded)) return {};
  Operator op;
  if (const auto name = node.at("operator")) {
    const std::string wanted = name->text();
    const auto kind = operator_from(wanted);
    if (!kind) name->fail(ErrorCode::kUnknownName, "unknown masking operator \"" + wanted + "\"; expected " + list_of(operator_names()));
    op.kind = kind.value_or(OperatorKind::kRedact);
  }
  const bool counts = op.kind == OperatorKind::kKeepFirst || op.kind == OperatorKind::kKeepLast || op.kind == OperatorKind::kKeepEnds;
  const auto count = node.at("count");
  if (counts && !count) node.fail(ErrorCode::kMissingKey, "missing key \"count\"");
  if (count && !counts && op.kind != OperatorKind::kPan) {
    count->fail(ErrorCode::kBadValue, "the operator " + std::string(to_string(op.kind)) + " takes no count");
  }
  if (count) op.count = static_cast<std::uint8_t>(op.kind == OperatorKind::kPan ? count->integer(0, 8) : count->integer(1, 64));
  return op;
}

void read_operators(const Node& node, Class& made) {
  static constexpr std::string_view kCovering[] = {"partial", "token", "full", "remove"};
  if (!node.object(kCovering)) return;
  for (const codec::JsonMember& member : node.value().members) {
    if (const auto level = level_from(member.key)) made.operators[static_cast<std::size_t>(*level)] = read_operator(node.member(member));
  }
}

void read_entity_types(const Node& node, Class& made) {
  if (!node.array(kEntityTypeCount)) return;
  for (std::size_t i = 0; i < node.value().items.size(); ++i) {
    const std::string name = node.item(i).text();
    const auto type = entity_type_from(name);
    if (type) made.entity_types.push_back(*type);
    else node.item(i).fail(ErrorCode::kUnknownName, "unknown entity type \"" + name + "\"" + hint(name, entity_type_names()));
  }
}

// Purposes are read before classes, so a name that is none of them is an error here.
void read_collected_for(const Node& node, const Policy& policy, Class& made) {
  made.collected_for = node.texts(1024);
  for (std::size_t i = 0; i < made.collected_for.size(); ++i) {
    const std::string& name = made.collected_for[i];
    const auto ids = ids_of(policy.purposes);
    if (std::find(ids.begin(), ids.end(), name) == ids.end()) node.item(i).fail(ErrorCode::kUnknownName, "unknown purpose " + in_quotes(name) + hint(name, ids));
  }
}

Class read_class(const Node& node, std::string_view id) {
  static constexpr std::string_view kKeys[] = {"text", "specific", "dpv", "entity_types", "operators", "retention_days", "collected_for", "articles"};
  static constexpr std::string_view kNeeded[] = {"text"};
  Class made{.id = std::string(id)};
  if (!node.object(kKeys, kNeeded)) return made;
  made.specific = node.boolean_at("specific", false);
  made.dpv = node.text_at("dpv");
  made.text = node.bilingual_at("text");
  if (const auto types = node.at("entity_types")) read_entity_types(*types, made);
  if (const auto operators = node.at("operators")) read_operators(*operators, made);
  if (const auto days = node.at("retention_days")) made.retention_days = days->integer(1, 36'500);
  if (const auto articles = node.at("articles")) made.articles = articles->texts(64);
  return made;
}
}  // namespace

void read_roles(const Node& node, Policy& policy) {
  static constexpr std::string_view kKeys[] = {"text", "extends"};
  static constexpr std::string_view kNeeded[] = {"text"};
  if (!node.dictionary(256)) return;
  for (const codec::JsonMember& member : node.value().members) {
    check_name(node, member, is_name(member.key));
    const Node role = node.member(member);
    if (!role.object(kKeys, kNeeded)) return;
    policy.roles.push_back({.id = member.key, .extends = role.text_at("extends"), .text = role.bilingual_at("text")});
  }
  check_parents(node, policy.roles, &Role::extends, "extends", "role");
}

void read_purposes(const Node& node, Policy& policy) {
  static constexpr std::string_view kKeys[] = {"text", "reason", "broader", "dpv", "legal_basis", "needs_consent", "consent_days"};
  static constexpr std::string_view kNeeded[] = {"text", "reason", "dpv", "legal_basis"};
  if (!node.dictionary(1024)) return;
  for (const codec::JsonMember& member : node.value().members) {
    check_name(node, member, is_name(member.key));
    if (member.key == "none") node.fail_at_key(member, ErrorCode::kBadValue, "the name none is kept for requests without a purpose");
    const Node purpose = node.member(member);
    if (!purpose.object(kKeys, kNeeded)) return;
    policy.purposes.push_back({.id = member.key,
                               .broader = purpose.text_at("broader"),
                               .dpv = purpose.text_at("dpv"),
                               .legal_basis = purpose.text_at("legal_basis"),
                               .needs_consent = purpose.boolean_at("needs_consent", false),
                               .consent_days = purpose.at("consent_days") ? purpose.at("consent_days")->integer(1, 36'500) : 0,
                               .text = purpose.bilingual_at("text"),
                               .reason = purpose.bilingual_at("reason")});
  }
  check_parents(node, policy.purposes, &Purpose::broader, "broader", "purpose");
}

void read_classes(const Node& node, Policy& policy) {
  if (!node.dictionary(1024)) return;
  for (const codec::JsonMember& member : node.value().members) {
    check_name(node, member, is_class_name(member.key));
    policy.classes.push_back(read_class(node.member(member), member.key));
    if (const auto purposes = node.member(member).at("collected_for")) read_collected_for(*purposes, policy, policy.classes.back());
    for (const EntityType type : policy.classes.back().entity_types) {
      std::int16_t& owner = policy.class_of[static_cast<std::size_t>(type)];
      if (owner >= 0) {
        node.member(member).fail(ErrorCode::kBadValue, "the entity type " + std::string(to_string(type)) + " already belongs to class \"" +
                                                           policy.classes[static_cast<std::size_t>(owner)].id + "\"");
      }
      owner = static_cast<std::int16_t>(policy.classes.size() - 1);
    }
  }
}

}  // namespace tirai::decision
