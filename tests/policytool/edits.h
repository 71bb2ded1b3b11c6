// Single edits of a policy's JSON, as a hand might make them, and what each must be called by itself; its situations are asked one by one.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>

namespace tirai::reference {

using nlohmann::json;

/// What an edit does beside the rules' answers. kPerhaps: it cannot be told, so diff may call it looser.
enum class Beside { kNothing, kLooser, kPerhaps };
struct Edit {
  std::string name;
  Beside beside = Beside::kNothing;
};

class Editor {
 public:
  explicit Editor(unsigned seed) : random_(seed) {}

  /// Changes `policy` in one place; nothing where the place drawn is not there.
  std::optional<Edit> edit(json& policy) {
    using Way = std::optional<Edit> (Editor::*)(json&);
    static constexpr Way kWays[] = {&Editor::rule, &Editor::rule, &Editor::rule, &Editor::rule, &Editor::condition, &Editor::condition, &Editor::condition, &Editor::condition, &Editor::obligation, &Editor::obligation,
                                    &Editor::purpose, &Editor::purpose, &Editor::class_mask, &Editor::class_mask, &Editor::class_rest, &Editor::class_rest, &Editor::moved_type, &Editor::limit, &Editor::detector, &Editor::detector, &Editor::rest};
    return (this->*kWays[draw(std::size(kWays))])(policy);
  }

 private:
  std::size_t draw(std::size_t below) { return below == 0 ? 0 : random_() % below; }
  template <std::size_t N>
  const char* pick(const char* const (&names)[N]) {
    return names[draw(N)];
  }
  std::string key_of(const json& object) {
    auto at = object.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(draw(object.size())));
    return at.key();
  }

  std::optional<Edit> rule(json& policy) {
    json& rules = policy["rules"];
    if (rules.empty()) return std::nullopt;
    const std::size_t at = draw(rules.size());
    json& one = rules[at];
    const bool deny = one["effect"] == "deny";
    switch (draw(4)) {
      case 0: rules.erase(at); return Edit{"a rule is gone"};
      case 1: one["level"] = deny ? pick({"full", "remove"}) : pick({"plain", "partial", "token", "full", "remove"}); return Edit{"a rule's level"};
      case 2: one["effect"] = deny ? "permit" : "deny"; one["level"] = deny ? "partial" : "full"; one.erase("obligations"); return Edit{"a rule's effect"};
      default: one["reason"]["en"] = "Another sentence."; return Edit{"a rule's reason"};
    }
  }

  std::string value_of(const json& policy, const std::string& fact) {
    if (fact == "role") return key_of(policy["roles"]);
    if (fact == "class") return key_of(policy["classes"]);
    if (fact == "purpose") return policy["purposes"].empty() || draw(6) == 0 ? "none" : key_of(policy["purposes"]);
    if (fact == "action") return pick({"view", "reveal", "copy", "compare", "export", "send"});
    if (fact == "relationship") return pick({"assigned", "team", "none"});
    if (fact == "consent") return pick({"given", "refused", "withdrawn", "expired", "unknown"});
    if (fact == "identity") return pick({"none", "session", "mfa"});
    if (fact == "training") return pick({"valid", "expired", "unknown"});
    if (fact == "caller") return pick({"verified", "unverified", "failed"});
    return pick({"normal", "elevated", "high"});
  }
  std::optional<Edit> condition(json& policy) {
    if (policy["rules"].empty()) return std::nullopt;
    json& when = policy["rules"][draw(policy["rules"].size())]["when"];
    const std::string fact = pick({"action", "role", "class", "purpose", "relationship", "consent", "identity", "training", "caller", "risk"});
    if (!when.contains(fact)) return when[fact] = json::array({value_of(policy, fact)}), Edit{"a condition more"};
    switch (draw(3)) {
      case 0: when.erase(fact); return Edit{"a condition is gone"};
      case 1: when[fact].erase(draw(when[fact].size())); return Edit{"a condition holds for less"};
      default: when[fact].push_back(value_of(policy, fact)); return Edit{"a condition holds for more"};
    }
  }

  std::optional<Edit> obligation(json& policy) {
    if (policy["rules"].empty()) return std::nullopt;
    json& one = policy["rules"][draw(policy["rules"].size())];
    if (one["effect"] != "permit") return std::nullopt;
    const std::string duty = pick({"ask_purpose", "step_up", "approval", "write_ahead", "watermark", "copy_allowed", "time_to_live_s", "offline_reveals", "justification_min"});
    json& must = one["obligations"];
    if (must.is_null()) must = json::object();
    if (must.contains(duty) && draw(2) == 0) must.erase(duty);
    else if (duty.back() == 's' || duty.back() == 'n') must[duty] = 1 + draw(90);
    else must[duty] = draw(3) > 0;
    return Edit{"an obligation"};
  }

  // A number that goes up or down, or comes, or goes; `none` is what stands for its absence.
  Beside number(json& object, const char* key, std::uint32_t none, bool more_is_looser) {
    if (object.is_null()) object = json::object();
    const std::uint32_t was = object.value(key, none), is = was == none || draw(4) > 0 ? 1 + static_cast<std::uint32_t>(draw(2000)) : none;
    if (is == none) object.erase(key);
    else object[key] = is;
    return was == is ? Beside::kNothing : (is > was) == more_is_looser ? Beside::kLooser : Beside::kNothing;
  }

  std::optional<Edit> purpose(json& policy) {
    json& purposes = policy["purposes"];
    if (purposes.empty()) return std::nullopt;
    json& one = purposes[key_of(purposes)];
    switch (draw(4)) {
      case 0: one["needs_consent"] = !one.value("needs_consent", false); return Edit{"whether consent is needed"};
      case 1: return Edit{"how long a consent holds", number(one, "consent_days", UINT32_MAX, true)};
      case 2: one["broader"] = key_of(purposes); return Edit{"a purpose's place in the tree", Beside::kPerhaps};
      default: one["text"]["id"] = "Lain"; return Edit{"a purpose's text"};
    }
  }

  std::optional<Edit> class_mask(json& policy) {
    json& one = policy["classes"][key_of(policy["classes"])];
    const std::string level = pick({"partial", "full", "token"}), op = pick({"redact", "keep_first", "keep_last", "keep_ends", "keep_domain", "pan", "initials", "year_only", "month_only", "city_only", "tokenize", "hide_length"});
    json made = {{"operator", op}};
    if (op == "pan" || op.rfind("keep_f", 0) == 0 || op.rfind("keep_l", 0) == 0 || op.rfind("keep_e", 0) == 0) made["count"] = op == "pan" ? draw(9) : 1 + draw(8);
    one["operators"][level] = made;
    return Edit{"a masking operator", Beside::kPerhaps};
  }
  std::optional<Edit> class_rest(json& policy) {
    json& classes = policy["classes"];
    json& one = classes[key_of(classes)];
    switch (draw(3)) {
      case 0: {
        // What a class is silent about is what those above say: whether that is longer cannot be told here.
        const bool said = one.contains("retention_days");
        const Beside change = number(one, "retention_days", UINT32_MAX, true);
        return Edit{"how long data is kept", said && one.contains("retention_days") ? change : Beside::kPerhaps};
      }
      case 1:
        if (policy["purposes"].empty()) return std::nullopt;
        if (one.contains("collected_for") && draw(2) == 0) one.erase("collected_for");
        else one["collected_for"] = json::array({key_of(policy["purposes"])});
        return Edit{"what data was collected for"};
      default: one["specific"] = !one.value("specific", false); return Edit{"whether data is specific"};
    }
  }
  std::optional<Edit> moved_type(json& policy) {
    json& classes = policy["classes"];
    json& from = classes[key_of(classes)];
    if (!from.contains("entity_types") || from["entity_types"].empty()) return std::nullopt;
    const std::size_t at = draw(from["entity_types"].size());
    const json type = from["entity_types"][at];
    from["entity_types"].erase(at);
    if (draw(4) > 0) classes[key_of(classes)]["entity_types"].push_back(type);
    return Edit{"a type's class", Beside::kPerhaps};
  }

  std::optional<Edit> limit(json& policy) {
    if (!policy.contains("limits") || policy["limits"].empty()) return std::nullopt;
    json& limits = policy["limits"];
    const std::string id = key_of(limits);
    json& one = limits[id];
    switch (draw(4)) {
      case 0: limits.erase(id); return Edit{"a limit is gone", Beside::kLooser};
      case 1: {
        const std::uint32_t was = one["reveals"], is = 1 + static_cast<std::uint32_t>(draw(200));
        one["reveals"] = is;
        return Edit{"how many a limit allows", is > was ? Beside::kLooser : Beside::kNothing};
      }
      case 2: {
        const std::uint32_t was = one["within_s"], is = 60 + static_cast<std::uint32_t>(draw(7000));
        one["within_s"] = is;
        return Edit{"how long a limit looks back", is < was ? Beside::kLooser : Beside::kNothing};
      }
      default: {
        const bool was_deny = one["then"] == "deny";
        one["then"] = was_deny ? "step_up" : "deny";
        return Edit{"what a limit does", was_deny ? Beside::kLooser : Beside::kNothing};
      }
    }
  }

  std::optional<Edit> detector(json& policy) {
    json& detectors = policy["detectors"];
    if (detectors.is_null()) detectors = json::object();
    if (draw(4) == 0) return detectors["packs"][pick({"core-id", "sg-my", "secrets"})] = false, Edit{"a pack is off", Beside::kLooser};
    json& one = detectors[pick({"credit_card", "email_address", "phone_number", "id_nik", "person", "password"})];
    if (draw(2) == 0) return one["on"] = false, Edit{"a detector is off", Beside::kLooser};
    const double is = 0.1 + 0.1 * static_cast<double>(draw(9));
    one["threshold"] = is;
    return Edit{"a threshold", is > 0.55 ? Beside::kLooser : Beside::kNothing};
  }
  std::optional<Edit> rest(json& policy) {
    switch (draw(4)) {
      case 0: return Edit{"how long a second factor is fresh", number(policy["validity"], "mfa_s", 900, true)};
      case 1: return Edit{"how long a training is valid", number(policy["validity"], "training_days", 365, true)};
      case 2: {
        json& one = policy["roles"][key_of(policy["roles"])];
        if (one.contains("extends") && draw(2) == 0) one.erase("extends");
        else one["extends"] = key_of(policy["roles"]);
        return Edit{"whom a role extends"};
      }
      default: policy["controller"]["name"] = "PT Lain"; return Edit{"who is responsible"};
    }
  }

  std::mt19937 random_;
};

}  // namespace tirai::reference
