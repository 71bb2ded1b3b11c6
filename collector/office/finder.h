// Looks for days that stand out (tirai/findings.h), behind the index and apart from whoever sends or looks: a thread with a connection of its own. A cursor says
// how much of the index it has seen; a day that is not over is looked at again, for what an agent did not follow up shows only later.
//
//   event_index from the cursor on ─▶ agents and days touched ─▶ accesses of each ─▶ figures ─▶ judge ─▶ event of class 2006 (on the disk) ─▶ agent_days, cursor
//
// At least once: a kill between the event and the cursor may write a finding's event a second time, with the same finding_info.uid.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "base/background.h"
#include "office/finding_event.h"
#include "store/lease.h"
#include "store/store.h"

namespace tirai::collector {

/// Writes an event of the collector's own and returns when it is on the disk; false: not now.
using RecordEvent = std::function<bool(nlohmann::json event)>;

struct FinderProgress {
  bool caught_up = true;
  std::size_t findings = 0;
};

class FindingRun {
 public:
  FindingRun(Store& store, FindingLimits limits, RecordEvent record) : store_(store), lease_(store, "findings"), limits_(std::move(limits)), record_(std::move(record)) {}
  /// One step: some thousand events of the index, or some hundred days that are looked at again.
  [[nodiscard]] Result<FinderProgress> step(std::int64_t now_ms);

 private:
  struct AgentDay {
    std::string agent;
    std::int64_t day = 0;
  };
  struct Seen {
    AgentDay of;
    std::string team;
    DayFigures figures;
  };
  [[nodiscard]] Result<std::vector<AgentDay>> touched(std::int64_t begin, std::int64_t end, std::int64_t now_ms);
  [[nodiscard]] Result<Seen> look_at(const AgentDay& of, std::int64_t now_ms);
  [[nodiscard]] Result<std::vector<DayFigures>> history(const char* where, const std::string& name, std::int64_t day);
  [[nodiscard]] Result<std::size_t> judge_day(const Seen& seen, std::int64_t now_ms);
  [[nodiscard]] Result<bool> is_told(const DayFinding& found);

  Store& store_;
  Lease lease_;
  const FindingLimits limits_;
  const RecordEvent record_;
  std::set<std::string> told_;  ///< what this process has written: the index may not have it yet
  std::map<std::pair<std::string, std::int64_t>, Baseline> peers_;  ///< of one step
};

class Finder {
 public:
  Finder(std::unique_ptr<Store> store, FindingLimits limits, std::chrono::milliseconds every, RecordEvent record);

 private:
  [[nodiscard]] std::chrono::milliseconds step();

  const std::unique_ptr<Store> store_;
  FindingRun run_;
  const std::chrono::milliseconds every_;
  FaultLog faults_;
  Background background_;  ///< last: it uses all above
};

}  // namespace tirai::collector
