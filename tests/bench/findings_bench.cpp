// How well the findings find: offices of bench/findings/office.h, judged every four hours as the collector would, and the injected behaviour as the truth.
// usage: bench_findings SEED…        prints one JSON object
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "findings/office.h"
#include "tirai/findings.h"

namespace {
using namespace tirai;
using namespace tirai::bench;
using nlohmann::json;

constexpr std::int64_t kHour = 3'600'000, kDayMs = 24 * kHour;
constexpr int kFirstJudged = 14;  // before that there is no history

struct Score {
  std::map<std::string, std::pair<int, int>> caught;  // of behaviour: found within 24 h, there were
  std::map<std::string, int> by_measure, false_by_measure;
  double false_findings = 0, agent_weeks = 0;
  std::vector<double> hours;  // from the first bad access to the first finding
};

struct Judged {
  std::vector<DayFigures> history;
  std::int64_t last_ms = 0;
};

// As the log would tell it at `until`: later accesses are not there yet, and who has time left to go on with a ticket is not blamed.
DayFigures figures_until(const std::vector<Event>& events, std::int64_t before_ms, std::int64_t day, std::int64_t until, const FindingLimits& limits, std::vector<std::string>& texts) {
  std::vector<Access> accesses;
  texts.clear();
  texts.reserve(events.size() * 3);
  const auto keep = [&](std::string text) -> std::string_view { return texts.emplace_back(std::move(text)); };
  for (const Event& event : events) {
    if (event.time_ms >= until) continue;
    accesses.push_back({.time_ms = event.time_ms, .device = keep(std::to_string(event.device)), .purpose = keep(std::to_string(event.purpose)), .customer = keep(std::to_string(event.customer)),
                        .related = event.related, .ticket_idle_days = event.idle_days, .followed = event.followed || event.time_ms + kFollowUpMs > until});
  }
  DayFigures figures = figures_of(day, accesses, before_ms, limits);
  figures.hours_over = std::min<std::int64_t>(24, (until - (day * kDayMs - 7 * kHour)) / kHour);
  return figures;
}

void judge_office(const std::vector<Person>& office, int teams, int days, const FindingLimits& limits, Score& score) {
  std::vector<Judged> agents(office.size());
  std::vector<std::vector<DayFigures>> team_history(static_cast<std::size_t>(teams));
  std::map<int, std::int64_t> first_bad, first_found;
  std::vector<std::string> texts;
  for (int day = 0; day < days; ++day) {
    std::vector<Baseline> own(office.size()), peers(static_cast<std::size_t>(teams));
    const std::int64_t calendar = kFirstDay + day;
    for (std::size_t i = 0; i < office.size(); ++i) own[i] = baseline_of(agents[i].history, calendar, limits);
    for (std::size_t i = 0; i < peers.size(); ++i) peers[i] = baseline_of(team_history[i], calendar, limits);
    std::set<std::pair<std::size_t, Measure>> told;
    std::vector<DayFigures> whole(office.size());
    for (int tick = 1; tick <= 7; ++tick) {
      const std::int64_t until = calendar * kDayMs - 7 * kHour + tick * 4 * kHour;
      std::vector<std::vector<DayFigures>> today(static_cast<std::size_t>(teams));
      for (std::size_t i = 0; i < office.size(); ++i) {
        whole[i] = figures_until(office[i].days[static_cast<std::size_t>(day)], agents[i].last_ms, calendar, until, limits, texts);
        if (whole[i].values[0] > 0) today[static_cast<std::size_t>(office[i].team)].push_back(whole[i]);
      }
      for (std::size_t i = 0; i < office.size() && day >= kFirstJudged; ++i) {
        if (whole[i].values[0] == 0) continue;
        const auto team = static_cast<std::size_t>(office[i].team);
        const Baseline team_today = baseline_of(today[team], calendar + 1, limits);
        for (const AgentFinding& finding : judge(whole[i], own[i], peers[team], &team_today, limits)) {
          if (!told.emplace(i, finding.measure).second) continue;
          const bool bad = std::ranges::any_of(office[i].days[static_cast<std::size_t>(day)], [until](const Event& event) { return event.bad && event.time_ms < until; });
          const std::string name(to_string(finding.measure));
          if (bad) ++score.by_measure[name], first_found.try_emplace(office[i].agent, until);
          else ++score.false_findings, ++score.false_by_measure[name];
        }
      }
    }
    for (std::size_t i = 0; i < office.size(); ++i) {
      for (const Event& event : office[i].days[static_cast<std::size_t>(day)]) {
        if (event.bad) first_bad.try_emplace(office[i].agent, event.time_ms);
      }
      if (day >= kFirstJudged) score.agent_weeks += 1.0 / 7;
      if (whole[i].values[0] == 0) continue;
      agents[i].last_ms = office[i].days[static_cast<std::size_t>(day)].back().time_ms;
      agents[i].history.push_back(whole[i]);
      team_history[static_cast<std::size_t>(office[i].team)].push_back(whole[i]);
    }
  }
  for (const Person& person : office) {
    if (person.behaviour == Behaviour::kHonest || !first_bad.contains(person.agent)) continue;
    auto& [caught, all] = score.caught[name_of(person.behaviour)];
    ++all;
    if (!first_found.contains(person.agent)) continue;
    const std::int64_t took = first_found[person.agent] - first_bad[person.agent];
    if (took <= kDayMs) ++caught, score.hours.push_back(static_cast<double>(took) / static_cast<double>(kHour));
  }
}

json report(Score& score, const std::vector<std::uint64_t>& seeds, double seconds) {
  json by = json::object();
  int caught = 0, all = 0;
  for (const auto& [name, counts] : score.caught) {
    by[name] = {{"detected_within_24h", counts.first}, {"insiders", counts.second}};
    caught += counts.first;
    all += counts.second;
  }
  std::ranges::sort(score.hours);
  const auto rounded = [](double value, double to) { return static_cast<double>(static_cast<std::int64_t>(value * to + 0.5)) / to; };
  return {{"seeds", seeds}, {"insiders", all}, {"detected_within_24h", caught}, {"detection_rate", all == 0 ? 0 : rounded(static_cast<double>(caught) / all, 1000)},
          {"median_hours_to_detection", score.hours.empty() ? 0 : rounded(score.hours[score.hours.size() / 2], 10)},
          {"agent_weeks", static_cast<std::int64_t>(score.agent_weeks)}, {"false_findings", static_cast<std::int64_t>(score.false_findings)},
          {"false_per_agent_week", rounded(score.false_findings / score.agent_weeks, 10000)}, {"by_behaviour", by}, {"true_by_measure", score.by_measure}, {"false_by_measure", score.false_by_measure},
          {"seconds", rounded(seconds, 10)}};
}
}  // namespace

int main(int argc, char** argv) {
  const auto began = std::chrono::steady_clock::now();
  const OfficeSize size;
  Score score;
  std::vector<std::uint64_t> seeds;
  for (int i = 1; i < argc; ++i) {
    seeds.push_back(std::strtoull(argv[i], nullptr, 10));
    judge_office(make_office(seeds.back(), size), size.teams, size.days, default_limits(), score);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  std::printf("%s\n", report(score, seeds, seconds).dump(1).c_str());
  return 0;
}
