// tirai explain: one request, its answer, and for every rule that did not match the first condition that failed.
#include <nlohmann/json.hpp>

#include "commands.h"
#include "io.h"
#include "tirai/decide.h"

namespace tirai::cli {
namespace {
using json = nlohmann::ordered_json;

struct Words {
  const char *level, *decision, *permitted, *not_permitted, *rules, *none, *because, *obligations, *purpose, *seconds, *write_ahead, *copy, *others, *is, *unknown, *wants, *policy, *version, *matched, *facts, *missing, *derived, *assumed, *beaten;
};
constexpr Words kEnglish{"level", "decision", "permitted", "not permitted", "rules", "none", "because", "obligations", "ask a purpose", "shown for %s s", "log before showing", "copying allowed",
                         "rules that did not match", " is ", "not given or unknown", "; wants ", "policy", " version ", "rules that matched", "facts", "the request does not tell", " (derived)", " (not given: the default)", ", but a deny comes first"};
constexpr Words kIndonesian{"tingkat", "keputusan", "diizinkan", "tidak diizinkan", "aturan", "tidak ada", "karena", "kewajiban", "tanyakan tujuan", "tampil selama %s detik", "catat sebelum menampilkan",
                            "boleh disalin", "aturan yang tidak cocok", " bernilai ", "tidak diberikan atau tidak dikenal", "; seharusnya ", "kebijakan", " versi ", "aturan yang cocok", "fakta", "permintaan tidak memberi tahu", " (diturunkan)", " (tidak diberikan: nilai bawaan)", ", tetapi didahului penolakan"};

std::string listed(const json& items) {
  std::string out;
  for (const json& item : items) out += (out.empty() ? "" : ", ") + item.get<std::string>();
  return out;
}
std::string row(const std::string& name, const std::string& text) { return name + std::string(name.size() < 14 ? 14 - name.size() : 1, ' ') + text + "\n"; }

std::string obligations_text(const json& obligations, const Words& words) {
  json items = json::array();
  if (obligations.value("ask_purpose", false)) items.push_back(words.purpose);
  if (obligations.contains("time_to_live_s")) {
    std::string text = words.seconds;
    items.push_back(text.replace(text.find("%s"), 2, std::to_string(obligations.at("time_to_live_s").get<int>())));
  }
  const auto add = [&](const char* key, const char* en, const char* id) {
    if (!obligations.contains(key)) return;
    std::string text = &words == &kEnglish ? en : id;
    if (const std::size_t at = text.find("%s"); at != text.npos) text.replace(at, 2, obligations.at(key).dump());
    items.push_back(text);
  };
  add("justification_min", "a justification of %s characters or more", "alasan tertulis minimal %s huruf");
  add("step_up", "a fresh second factor", "faktor kedua yang baru");
  add("approval", "a second person's approval", "persetujuan orang kedua");
  add("offline_reveals", "at most %s reveals while the log cannot be reached", "paling banyak %s pembukaan selama log tidak terjangkau");
  add("watermark", "watermark", "tanda air");
  if (obligations.value("write_ahead", false)) items.push_back(words.write_ahead);
  if (obligations.value("copy_allowed", false)) items.push_back(words.copy);
  return items.empty() ? words.none : listed(items);
}

std::string page(const json& answer, const Words& words, const std::string& language) {
  const json& context = answer.at("context");
  const json& policy = context.at("policy");
  std::string out = row(words.level, context.at("level").get<std::string>());
  out += row(words.decision, answer.at("decision").get<bool>() ? words.permitted : words.not_permitted);
  out += row(words.rules, context.at("rules").empty() ? words.none : listed(context.at("rules")));
  out += row(words.because, context.at("reason").at(language).get<std::string>());
  out += row(words.obligations, obligations_text(context.at("obligations"), words));
  out += row(words.policy, policy.at("id").get<std::string>() + words.version + std::to_string(policy.at("version").get<std::uint64_t>()));
  out += std::string("\n") + words.facts + "\n";
  for (const auto& [fact, told] : context.at("facts").items()) {
    const std::string from = told.at("from");
    const std::string value = told.at("value").is_null() ? words.unknown : told.at("value").get<std::string>();
    out += "  " + fact + words.is + value + (from == "derived" ? words.derived : from == "absent" && !told.at("value").is_null() ? words.assumed : "") + "\n";
  }
  if (!context.at("matched").empty()) out += std::string("\n") + words.matched + "\n";
  for (const json& rule : context.at("matched")) {
    out += "  " + rule.at("rule").get<std::string>() + ": " + rule.at("effect").get<std::string>() + " " + rule.at("level").get<std::string>() + (rule.at("determining").get<bool>() ? "" : words.beaten) + "; " +
           rule.at("reason").at(language).get<std::string>() + (rule.at("articles").empty() ? "" : " [" + listed(rule.at("articles")) + "]") + "\n";
  }
  if (!context.at("not_matched").empty()) out += std::string("\n") + words.others + "\n";
  for (const json& rule : context.at("not_matched")) {
    const json& given = rule.at("given");
    out += "  " + rule.at("rule").get<std::string>() + ": " + rule.at("fact").get<std::string>() + words.is + (given.is_null() ? words.unknown : given.get<std::string>()) + words.wants + listed(rule.at("wanted")) + "\n";
  }
  if (!context.at("missing").empty()) out += std::string("\n") + words.missing + " " + listed(context.at("missing")) + "\n";
  return out;
}
}  // namespace

int run(const ExplainOptions& options) {
  const auto policy = read_policy(options.policy);
  if (!policy) return fail(kInputInvalid, policy.error());
  const auto text = read_all(options.request);
  if (!text) return fail(kInputInvalid, text.error());
  const auto request = parse_request(policy.value(), text.value());
  if (!request) return fail(kInputInvalid, request.error());
  const std::string answer = explain_json(policy.value(), request.value());
  const std::string out = options.json ? answer + "\n" : page(json::parse(answer), options.language == "id" ? kIndonesian : kEnglish, options.language);
  return write_out(out) ? kOk : fail(kInternal, "cannot write to standard output");
}

}  // namespace tirai::cli
