// A finding in words. The numbers are all of those that made it one.
#include "tirai/findings.h"

namespace tirai {
namespace {
struct Phrase {
  std::string_view id, en;
};
constexpr Phrase kWhat[kMeasureCount] = {
    {"nilai dibuka dalam sehari", "values shown in a day"},
    {"pelanggan berbeda dalam sehari", "different customers in a day"},
    {"akses di luar jam kerja agen dan timnya", "accesses outside the hours of the agent and the team"},
    {"pelanggan pada tiket yang tidak terkait dengan agen", "customers on tickets that are not the agent’s or the team’s"},
    {"pelanggan pada tiket yang sudah ditutup, atau yang lama tidak disentuh siapa pun", "customers on tickets that were closed, or that nobody had touched for long"},
    {"pelanggan berturut-turut, masing-masing satu akses singkat", "customers in quick succession, one access each"},
    {"% akses hari itu dengan tujuan yang sama", "% of the day’s accesses with one purpose"},
    {"pelanggan tanpa tindak lanjut apa pun pada tiketnya", "customers without any later activity on the ticket"},
    {"pergantian perangkat lebih cepat daripada orang berjalan (letak perangkat tidak dicatat)", "changes between devices faster than a person walks (where a device is, is not logged)"},
};

// `unit` stands behind each number: " %", or nothing.
std::string usual_words(const Usual& usual, std::int64_t limit, std::int64_t days, std::string_view unit, bool indonesian) {
  const auto number = [&](std::int64_t value) { return std::to_string(value) + std::string(unit); };
  return "median " + number(usual.median) + (indonesian ? ", simpangan " : ", deviation ") + number(usual.mad) + (indonesian ? ", batas " : ", limit ") + number(limit) + (indonesian ? ", dari " : ", of ") + std::to_string(days) + (indonesian ? " hari" : " days");
}
}  // namespace

std::string words_of(const AgentFinding& finding, std::string_view lang) {
  const bool indonesian = lang == "id";
  const Phrase& what = kWhat[static_cast<std::size_t>(finding.measure)];
  const std::string_view unit = finding.measure == Measure::kSamePurpose ? " %" : "";
  std::string text = std::to_string(finding.value) + " " + std::string(indonesian ? what.id : what.en) + ". ";
  text += indonesian ? "Biasanya, agen ini: " : "Usually, this agent: ";
  text += !finding.own_counts ? std::string(indonesian ? "belum cukup hari" : "too few days yet") : usual_words(finding.own, finding.own_limit, finding.own_days, unit, indonesian);
  text += (indonesian ? "; timnya: " : "; the team: ") + usual_words(finding.peers, finding.peer_limit, finding.peer_days, unit, indonesian);
  if (finding.busy_percent > 100) text += std::string(indonesian ? "; hari yang sibuk bagi tim: " : "; a busy day of the team: ") + std::to_string(finding.busy_percent) + " %";
  return text;
}

}  // namespace tirai
