#include "policytool/cells.h"

#include <unordered_set>

#include "codec/json.h"

namespace tirai::tool {
namespace {
class Walk {
 public:
  Walk(const Policy& policy, const Box& box) : policy_(policy), box_(box) {
    for (std::size_t fact = 0; fact < kFactCount; ++fact) {
      const std::uint16_t usual = default_of(policy, static_cast<Fact>(fact));
      const auto& allowed = box.allowed[fact];
      at_.facts[fact] = usual < allowed.size() && allowed[usual] ? usual : first(allowed);
      if (at_.facts[fact] == kMissing) empty_ = true;
    }
  }
  std::vector<Reached> run() {
    if (!empty_) step(policy_.table.root);
    return std::move(found_);
  }

 private:
  static std::uint16_t first(const std::vector<bool>& allowed) {
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      if (allowed[i]) return static_cast<std::uint16_t>(i);
    }
    return kMissing;
  }
  void step(std::uint32_t node) {
    if (!seen_.insert(node).second) return;
    if ((node & DecisionTable::kLeaf) != 0) return found_.push_back({node & ~DecisionTable::kLeaf, at_});
    const std::uint32_t fact = policy_.table.nodes[node];
    const std::uint16_t usual = at_.facts[fact];
    visit(node, fact, usual);  // the usual value first: witnesses are as ordinary as can be
    for (std::uint16_t value = 0; value < box_.allowed[fact].size(); ++value) {
      if (box_.allowed[fact][value]) visit(node, fact, value);
    }
    at_.facts[fact] = usual;
  }
  void visit(std::uint32_t node, std::uint32_t fact, std::uint16_t value) {
    at_.facts[fact] = value;
    step(policy_.table.nodes[node + 1 + policy_.table.column_of[fact][value]]);
  }

  const Policy& policy_;
  const Box& box_;
  Request at_{};
  bool empty_ = false;
  std::unordered_set<std::uint32_t> seen_;
  std::vector<Reached> found_;
};
}  // namespace

Box everything(const Policy& policy) {
  Box box;
  for (std::size_t fact = 0; fact < kFactCount; ++fact) box.allowed[fact].assign(domain_size(policy, static_cast<Fact>(fact)), true);
  return box;
}

void narrow(Box& box, Fact fact, const std::vector<std::uint16_t>& values) {
  auto& allowed = box.allowed[index_of(fact)];
  std::vector<bool> left(allowed.size(), false);
  for (const std::uint16_t value : values) left[value] = allowed[value];
  allowed = std::move(left);
}

std::vector<Reached> reached(const Policy& policy, const Box& box) { return Walk(policy, box).run(); }

Json witness_json(const Policy& policy, const Request& request) {
  Json made = Json::object();
  for (std::size_t i = 0; i < kFactCount; ++i) {
    const Fact fact = static_cast<Fact>(i);
    if (request.facts[i] < domain_size(policy, fact)) made[std::string(to_string(fact))] = domain_name(policy, fact, request.facts[i]);
  }
  return made;
}

Json obligations_json(const Obligations& must) {
  Json made = Json::object();
  const std::pair<const char*, bool> duties[] = {{"ask_purpose", must.ask_purpose}, {"step_up", must.step_up}, {"approval", must.approval}, {"write_ahead", must.write_ahead}, {"watermark", must.watermark}, {"copy_allowed", must.copy_allowed}};
  for (const auto& [name, on] : duties) {
    if (on) made[name] = true;
  }
  if (must.justification_min) made["justification_min"] = *must.justification_min;
  if (must.time_to_live_s) made["time_to_live_s"] = *must.time_to_live_s;
  if (must.offline_reveals) made["offline_reveals"] = *must.offline_reveals;
  return made;
}

Result<Json> parse(std::string_view text, std::string_view name) {
  const auto read = codec::read_json(text, name);
  if (!read) return read.error();
  Json json = Json::parse(text, nullptr, false, true);
  if (json.is_discarded()) return Error{ErrorCode::kBadSyntax, "not JSON", std::string(name)};
  return json;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace tirai::tool
