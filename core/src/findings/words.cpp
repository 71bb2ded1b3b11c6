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
    {"pelanggan pada tiket yang sudah lama diam", "customers on tickets that had long been still"},
    {"pelanggan berturut-turut, masing-masing satu akses singkat", "customers in quick succession, one access each"},
    {"persen akses hari itu dengan tujuan yang sama", "percent of the day’s accesses with one purpose"},
    {"pelanggan tanpa tindak lanjut apa pun pada tiketnya", "customers without any later activity on the ticket"},
    {"pergantian perangkat dalam beberapa menit", "changes between devices within minutes"},
};

std::string usual_words(const Usual& usual, std::int64_t limit, std::int64_t days, bool indonesian) {
  return std::string(indonesian ? "median " : "median ") + std::to_string(usual.median) + (indonesian ? ", simpangan " : ", deviation ") + std::to_string(usual.mad) +
         (indonesian ? ", batas " : ", limit ") + std::to_string(limit) + (indonesian ? ", dari " : ", of ") + std::to_string(days) + (indonesian ? " hari" : " days");
}
}  // namespace

std::string words_of(const AgentFinding& finding, std::string_view lang) {
  const bool indonesian = lang == "id";
  const Phrase& what = kWhat[static_cast<std::size_t>(finding.measure)];
  std::string text = std::to_string(finding.value) + " " + std::string(indonesian ? what.id : what.en) + ". ";
  text += indonesian ? "Biasanya, agen ini: " : "Usually, this agent: ";
  text += !finding.own_counts ? std::string(indonesian ? "belum cukup hari" : "too few days yet") : usual_words(finding.own, finding.own_limit, finding.own_days, indonesian);
  text += (indonesian ? "; timnya: " : "; the team: ") + usual_words(finding.peers, finding.peer_limit, finding.peer_days, indonesian);
  if (finding.busy_percent > 100) text += std::string(indonesian ? "; hari yang sibuk bagi tim: " : "; a busy day of the team: ") + std::to_string(finding.busy_percent) + " %";
  return text;
}

}  // namespace tirai
