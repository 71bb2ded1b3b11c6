#include "office.h"

#include <algorithm>
#include <cmath>

namespace tirai::bench {
namespace {
constexpr double kPi = 3.14159265358979323846;
constexpr std::int64_t kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::int64_t kMonday = kFirstDay;
constexpr int kPurposes = 6;

struct Habits {
  double rate;            // tickets a day
  int shift;              // hour of Jakarta at which it begins
  int day_off;            // of the week; the one after it is free, too
  double unrelated, old, followed, extra;  // probabilities by ticket; extra: of one access more on the ticket
  double purposes[kPurposes];
};

struct Team {
  int shift;
  double rate;
  std::vector<double> busy;  // by day
};

Team make_team(Dice& dice, int days) {
  const double which = dice.unit();
  Team team{which < 0.6 ? 8 : which < 0.85 ? 14 : 22, 18 * std::exp(0.2 * dice.normal()), {}};
  for (int day = 0; day < days; ++day) team.busy.push_back(dice.happens(0.03) ? dice.between(1.4, 2.2) : 1.0);
  return team;
}

Habits make_habits(Dice& dice, const Team& team) {
  Habits habits{team.rate * std::exp(0.25 * dice.normal()), team.shift, dice.whole(0, 6), dice.between(0.0, 0.06), dice.between(0.01, 0.07), dice.between(0.5, 0.9), dice.between(0.25, 0.55), {}};
  double sum = 0;
  for (double& share : habits.purposes) sum += share = -std::log(1 - dice.unit());
  for (double& share : habits.purposes) share /= sum;
  return habits;
}

int pick_purpose(Dice& dice, const Habits& habits) {
  double at = dice.unit();
  for (int i = 0; i + 1 < kPurposes; ++i) {
    if ((at -= habits.purposes[i]) < 0) return i;
  }
  return kPurposes - 1;
}

// The accesses of one ticket, from `time` on.
std::int64_t work_on_ticket(Dice& dice, const Habits& habits, std::int64_t time, std::int64_t customer, std::vector<Event>& day) {
  Event event{.time_ms = time, .purpose = pick_purpose(dice, habits), .customer = customer, .related = !dice.happens(habits.unrelated), .followed = dice.happens(habits.followed)};
  event.idle_days = dice.happens(habits.old) ? dice.whole(14, 200) : dice.whole(0, 4);
  for (int more = 0; more == 0 || (more < 4 && dice.happens(habits.extra)); ++more) {
    day.push_back(event);
    event.time_ms += dice.whole(8, 70) * kSecond;
  }
  return event.time_ms;
}

void honest_day(Dice& dice, const Habits& habits, const Team& team, int day, int agent, std::vector<Event>& out) {
  const int shift = dice.happens(0.02) ? (habits.shift + (dice.happens(0.5) ? 4 : 20)) % 24 : habits.shift;  // swapped with somebody
  const double hours = dice.happens(0.04) ? dice.between(8, 10.5) : 8;
  const double busy = team.busy[static_cast<std::size_t>(day)] * (dice.happens(0.03) ? dice.between(1.2, 1.7) : 1.0);
  const int tickets = dice.around(habits.rate * busy * hours / 8);
  const std::int64_t begin = (kMonday + day) * kDay - 7 * kHour + shift * kHour;
  for (int i = 0; i < tickets; ++i) {
    const std::int64_t time = begin + static_cast<std::int64_t>(dice.unit() * hours * static_cast<double>(kHour));
    work_on_ticket(dice, habits, time, dice.whole(1, 2'000'000), out);
  }
  if (dice.happens(0.04)) {  // a queue is cleaned up
    std::int64_t time = begin + static_cast<std::int64_t>(dice.between(1, 6) * static_cast<double>(kHour));
    for (int i = dice.whole(5, 11); i > 0; --i, time += dice.whole(30, 110) * kSecond) out.push_back({.time_ms = time, .purpose = pick_purpose(dice, habits), .customer = dice.whole(1, 2'000'000), .followed = dice.happens(habits.followed), .idle_days = dice.whole(0, 6)});
  }
  std::ranges::sort(out, {}, &Event::time_ms);
  for (Event& event : out) event.device = agent;
  if (dice.happens(0.01) && !out.empty()) {  // another machine from noon on
    for (std::size_t i = out.size() / 2; i < out.size(); ++i) out[i].device = -agent - 1;
  }
}

struct Wrong {
  double strength;  // 0 weak … 1 strong
  int purpose;
};

void add_bad(std::vector<Event>& day, Event event) {
  event.bad = true;
  day.push_back(event);
}

std::int64_t in_shift(Dice& dice, const Habits& habits, std::int64_t midnight) { return midnight + habits.shift * kHour + static_cast<std::int64_t>(dice.between(0.3, 7.7) * static_cast<double>(kHour)); }

void bad_day(Dice& dice, const Habits& habits, Behaviour behaviour, const Wrong& wrong, int day, int agent, std::vector<Event>& out) {
  const std::int64_t midnight = (kMonday + day) * kDay - 7 * kHour;
  const auto scaled = [&](double low, double high) { return static_cast<int>(low + (high - low) * std::clamp(wrong.strength + 0.15 * dice.normal(), 0.0, 1.0)); };
  const auto somebody = [&] { return static_cast<std::int64_t>(dice.whole(1, 2'000'000)); };
  switch (behaviour) {
    case Behaviour::kHonest:
      return;
    case Behaviour::kHarvest:  // one to four times the day's own work on top of it
      for (int i = scaled(habits.rate * 1.5, habits.rate * 5); i > 0; --i) add_bad(out, {.time_ms = in_shift(dice, habits, midnight), .device = agent, .purpose = pick_purpose(dice, habits), .customer = somebody(), .related = dice.happens(0.9), .followed = dice.happens(0.4), .idle_days = dice.whole(0, 9)});
      break;
    case Behaviour::kNight: {  // a few hours, when nobody of the team is there
      const std::int64_t begin = midnight + ((habits.shift + 12 + dice.whole(0, 3)) % 24) * kHour;
      for (int i = scaled(5, 18); i > 0; --i) add_bad(out, {.time_ms = begin + static_cast<std::int64_t>(dice.between(0, 2) * static_cast<double>(kHour)), .device = agent, .purpose = pick_purpose(dice, habits), .customer = somebody(), .related = dice.happens(0.7), .followed = dice.happens(0.1), .idle_days = dice.whole(0, 9)});
      break;
    }
    case Behaviour::kCurious:  // neighbours and the famous, on tickets of others
      for (int i = scaled(6, 16); i > 0; --i) add_bad(out, {.time_ms = in_shift(dice, habits, midnight), .device = agent, .purpose = pick_purpose(dice, habits), .customer = somebody(), .related = false, .followed = false, .idle_days = dice.whole(0, 9)});
      break;
    case Behaviour::kSerial: {  // one after the other, instead of the day's work
      out.resize(out.size() / 2);
      std::int64_t time = in_shift(dice, habits, midnight);
      for (int i = scaled(16, 50); i > 0; --i, time += dice.whole(15, 60) * kSecond) add_bad(out, {.time_ms = time, .device = agent, .purpose = wrong.purpose, .customer = somebody(), .followed = dice.happens(0.3), .idle_days = dice.whole(0, 9)});
      break;
    }
    case Behaviour::kOldCases:  // closed tickets, always with the same reason
      for (int i = scaled(7, 20); i > 0; --i) add_bad(out, {.time_ms = in_shift(dice, habits, midnight), .device = agent, .purpose = wrong.purpose, .customer = somebody(), .followed = false, .idle_days = dice.whole(20, 400)});
      break;
  }
  std::ranges::sort(out, {}, &Event::time_ms);
}
}  // namespace

double Dice::unit() {
  state_ ^= state_ >> 12;
  state_ ^= state_ << 25;
  state_ ^= state_ >> 27;
  return static_cast<double>((state_ * 0x2545F4914F6CDD1DU) >> 11) / 9007199254740992.0;
}
double Dice::normal() {
  const double radius = std::sqrt(-2 * std::log(1 - unit()));
  return radius * std::cos(2 * kPi * unit());
}
int Dice::around(double mean) {
  if (mean > 30) return std::max(0, static_cast<int>(std::lround(mean + std::sqrt(mean) * normal())));
  int count = 0;
  for (double left = std::exp(-mean), product = unit(); product > left; product *= unit()) ++count;
  return count;
}

const char* name_of(Behaviour behaviour) {
  constexpr const char* kNames[] = {"honest", "harvest", "night", "curious", "serial", "old_cases"};
  return kNames[static_cast<std::size_t>(behaviour)];
}

std::vector<Person> make_office(std::uint64_t seed, const OfficeSize& size) {
  Dice dice(seed);
  std::vector<Team> teams;
  for (int i = 0; i < size.teams; ++i) teams.push_back(make_team(dice, size.days));
  std::vector<Person> office;
  for (int agent = 0; agent < size.agents; ++agent) {
    Person person{.agent = agent, .team = agent % size.teams, .behaviour = Behaviour::kHonest, .bad_from = 0, .bad_to = 0, .days = {}};
    if (agent < kBehaviours * size.insiders_of_each) person.behaviour = static_cast<Behaviour>(1 + agent / size.insiders_of_each);
    const Team& team = teams[static_cast<std::size_t>(person.team)];
    const Habits habits = make_habits(dice, team);
    if (person.behaviour != Behaviour::kHonest) {
      person.bad_from = dice.whole(35, size.days - 10);
      person.bad_to = person.bad_from + dice.whole(3, 8);
    }
    const Wrong wrong{dice.unit(), dice.whole(0, kPurposes - 1)};
    for (int day = 0; day < size.days; ++day) {
      std::vector<Event> events;
      const bool works = (day % 7 != habits.day_off) && ((day + 6) % 7 != habits.day_off) && !dice.happens(0.04);
      if (works) honest_day(dice, habits, team, day, agent, events);
      if (day >= person.bad_from && day < person.bad_to && (works || person.behaviour == Behaviour::kNight)) bad_day(dice, habits, person.behaviour, wrong, day, agent, events);
      for (const Event& event : events) {
        const auto calendar = static_cast<std::size_t>((event.time_ms + 7 * kHour) / kDay - kMonday);  // a night shift ends on the day after
        if (person.days.size() <= calendar) person.days.resize(calendar + 1);
        person.days[calendar].push_back(event);
      }
    }
    person.days.resize(static_cast<std::size_t>(size.days));
    for (auto& events : person.days) std::ranges::sort(events, {}, &Event::time_ms);
    office.push_back(std::move(person));
  }
  return office;
}

}  // namespace tirai::bench
