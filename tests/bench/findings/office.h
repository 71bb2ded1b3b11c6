// A made-up office: 500 agents in 20 teams for 90 days, and among them insiders of five kinds. The same seed makes the same office.
//
// What honest agents do is varied on purpose where it looks like what insiders do: campaigns, busy days, overtime, swapped shifts, clean-up of a queue
// in quick succession, old tickets taken up again, a change of the machine at noon, agents who follow up on little.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tirai::bench {

/// A generator of our own, so that every library makes the same office (xorshift64*, Vigna 2016).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 0x2545F4914F6CDD1DU) {}
  double unit();  ///< [0, 1)
  double between(double low, double high) { return low + (high - low) * unit(); }
  int whole(int low, int high) { return low + static_cast<int>(unit() * (high - low + 1)); }  ///< both ends
  bool happens(double probability) { return unit() < probability; }
  double normal();
  int around(double mean);  ///< Poisson's, by the normal law over 30

 private:
  std::uint64_t state_;
};

enum class Behaviour : std::uint8_t { kHonest, kHarvest, kNight, kCurious, kSerial, kOldCases };
inline constexpr int kBehaviours = 5;
const char* name_of(Behaviour behaviour);

/// A reveal and what the log would hold around it.
struct Event {
  std::int64_t time_ms = 0;
  int device = 0, purpose = 0;
  std::int64_t customer = 0;
  bool related = true, followed = true, bad = false;
  std::int64_t idle_days = 0;
};

inline constexpr std::int64_t kFirstDay = 20'003;  ///< a Monday, days since 1970

struct Person {
  int agent = 0, team = 0;
  Behaviour behaviour = Behaviour::kHonest;
  int bad_from = 0, bad_to = 0;          ///< days, the end excluded
  std::vector<std::vector<Event>> days;  ///< by the calendar of Jakarta; each in the order of time
};

struct OfficeSize {
  int agents = 500, teams = 20, days = 90, insiders_of_each = 10;
};
std::vector<Person> make_office(std::uint64_t seed, const OfficeSize& size);

}  // namespace tirai::bench
