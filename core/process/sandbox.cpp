#include "core/process/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "core/process/pipes.h"

namespace sayso {
namespace {

// The kernel's, where the headers of Debian 12 (version 2) do not have them yet.
struct RulesetAttributes {
  std::uint64_t files = 0;
  std::uint64_t network = 0;  // from version 4 on
  std::uint64_t scoped = 0;   // from version 6 on
};
constexpr std::uint64_t kTruncate = std::uint64_t{1} << 14;  // from version 3 on
constexpr std::uint64_t kDevices = std::uint64_t{1} << 15;   // from version 5 on
constexpr std::uint64_t kNetwork = 3;                        // bind and connect by TCP
constexpr std::uint64_t kScopes = 3;                         // abstract sockets and signals

constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
// What can be asked of a file that is no folder.
constexpr std::uint64_t kOfFiles =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate | kDevices;

Error refused(const std::string& what, int error) {
  return machine_error("the process cannot be shut in: " + what + ": " + std::strerror(error), "");
}

std::uint64_t all_of_files(int version) {
  std::uint64_t all = (std::uint64_t{1} << 13) - 1;
  if (version >= 2) all |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) all |= kTruncate;
  if (version >= 5) all |= kDevices;
  return all;
}

Result<void> allow(const Descriptor& rules, const std::filesystem::path& path, std::uint64_t access) {
  const Descriptor place(::open(path.c_str(), O_PATH | O_CLOEXEC));
  if (place.number() < 0) return {};
  struct landlock_path_beneath_attr rule {};
  rule.allowed_access = std::filesystem::is_directory(path) ? access : access & kOfFiles;
  rule.parent_fd = place.number();
  if (::syscall(SYS_landlock_add_rule, rules.number(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) return refused(path.string(), errno);
  return {};
}

// The version in force; 0 where the kernel has none.
Result<int> restrict_files(const Sandbox& sandbox) {
  const long has = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  const int version = static_cast<int>(std::min<long>(has, sandbox.most_landlock));
  if (version < 1) return 0;
  const std::uint64_t all = all_of_files(version);
  RulesetAttributes attributes{all, version >= 4 ? kNetwork : 0, version >= 6 ? kScopes : 0};
  const std::size_t size = version >= 6 ? sizeof attributes : version >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
  const Descriptor rules(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, size, 0)));
  if (rules.number() < 0) return refused("landlock_create_ruleset", errno);
  for (const auto& path : sandbox.readable) {
    if (const auto allowed = allow(rules, path, kRead & all); !allowed) return allowed.error();
  }
  for (const auto& path : sandbox.writable) {
    if (const auto allowed = allow(rules, path, all & ~kDevices); !allowed) return allowed.error();
  }
  if (::syscall(SYS_landlock_restrict_self, rules.number(), 0) != 0) return refused("landlock_restrict_self", errno);
  return version;
}

// ---- system calls ----------------------------------------------------------------------------------

// Refused to everybody: to reach the network, other processes, the machine's state, and what of files Landlock does not watch
// over (their modes, owners, times, attributes). By name, as libseccomp knows them; one that this machine does not have is
// left out, and one that libseccomp does not know is refused as if the kernel were too old for it.
constexpr const char* kRefused[] = {
    // network; io_uring has sockets of its own
    "socket", "socketpair", "connect", "bind", "listen", "io_uring_setup", "io_uring_enter", "io_uring_register",
    // other processes
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_open", "pidfd_getfd", "pidfd_send_signal",
    "rt_sigqueueinfo", "rt_tgsigqueueinfo", "kcmp", "perf_event_open", "setpriority", "ioprio_set", "sched_setaffinity",
    "sched_setattr", "sched_setparam", "sched_setscheduler", "migrate_pages", "move_pages",
    // namespaces, mounts, keys, programs in the kernel, the machine
    "unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "open_tree", "move_mount", "fsopen", "fsconfig", "fsmount",
    "fspick", "mount_setattr", "bpf", "keyctl", "add_key", "request_key", "userfaultfd", "open_by_handle_at", "name_to_handle_at",
    "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module", "reboot", "swapon", "swapoff", "sethostname",
    "setdomainname", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "acct", "quotactl", "quotactl_fd", "syslog",
    "iopl", "ioperm", "vhangup", "fanotify_init", "mknod", "mknodat",
    // shared memory and queues, which outlive the process or are other people's; memory that nobody counts
    "shmget", "shmat", "shmctl", "msgget", "msgsnd", "msgrcv", "msgctl", "semget", "semop", "semtimedop", "semctl", "mq_open",
    "mq_unlink", "memfd_create", "memfd_secret",
    // what others do with files
    "inotify_init", "inotify_init1",
    // to leave the process group, by which all that it starts is ended
    "setsid", "setpgid",
    // files, beside their bytes
    "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "lchown", "fchown", "fchownat", "setxattr", "lsetxattr", "fsetxattr",
    "removexattr", "lremovexattr", "fremovexattr", "utime", "utimes", "utimensat", "futimesat", "truncate"};

// Who gets signals about a file: F_SETOWN, F_SETSIG and F_SETOWN_EX of fcntl; FIOSETOWN, SIOCSPGRP, and TIOCSTI, which
// types into a terminal, of ioctl.
constexpr std::uint32_t kOwnerships[] = {8, 10, 15};
constexpr std::uint32_t kTerminals[] = {0x8901, 0x8902, 0x5412};

// New namespaces, of clone.
constexpr std::uint32_t kNamespaces[] = {CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                         CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET};
constexpr int kNumbers = 1024;  // of system calls; those of today end below 500

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

class Rules {
 public:
  explicit Rules(Filter& filter) : filter_(filter) {}

  void refuse(const char* name, std::uint32_t with = EPERM) { add(with, name, 0, {}); }
  // Of the 32 bits that the kernel looks at; what is put into the others makes no difference.
  void refuse_if_same(const char* name, unsigned argument, std::uint32_t value) {
    add(EPERM, name, 1, {argument, SCMP_CMP_MASKED_EQ, 0xFFFF'FFFF, value});
  }
  void refuse_if_other(const char* name, unsigned argument, std::uint32_t value) {
    add(EPERM, name, 1, {argument, SCMP_CMP_NE, value, 0});
  }
  void refuse_with(const char* name, unsigned argument, std::uint32_t bit) {
    add(EPERM, name, 1, {argument, SCMP_CMP_MASKED_EQ, bit, bit});
  }
  void refuse_without(const char* name, unsigned argument, std::uint32_t bits) {
    add(EPERM, name, 1, {argument, SCMP_CMP_MASKED_EQ, bits, 0});
  }
  void refuse_unknown() {
    for (int number = 0; number < kNumbers; ++number) {
      const std::unique_ptr<char, decltype(&std::free)> name(seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number), &std::free);
      if (!name) add(ENOSYS, number, 0, {});
    }
  }
  int error() const { return error_; }

 private:
  void add(std::uint32_t with, const char* name, unsigned count, const scmp_arg_cmp& argument) {
    const int number = seccomp_syscall_resolve_name(name);
    if (number == __NR_SCMP_ERROR || number < 0) return;
    add(with, number, count, argument);
  }
  void add(std::uint32_t with, int number, unsigned count, const scmp_arg_cmp& argument) {
    const int added = seccomp_rule_add_array(filter_.get(), SCMP_ACT_ERRNO(with), number, count, &argument);
    if (added != 0 && error_ == 0) error_ = -added;
  }

  Filter& filter_;
  int error_ = 0;
};

Result<bool> restrict_calls(const Sandbox& sandbox) {
  // A kernel without, or one that lets this process set none.
  const std::uint32_t action = SECCOMP_RET_ERRNO;
  if (::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) != 0) return false;
  Filter filter(seccomp_init(SCMP_ACT_ALLOW), &seccomp_release);
  if (!filter) return refused("seccomp", ENOMEM);
  seccomp_attr_set(filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
  seccomp_attr_set(filter.get(), SCMP_FLTATR_API_SYSRAWRC, 1);
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);  // found by halves: each call goes through it
  Rules rules(filter);
  rules.refuse_unknown();
  for (const char* name : kRefused) rules.refuse(name);
  // Signals go to the process itself alone; exec keeps its number.
  const auto self = static_cast<std::uint32_t>(::getpid());
  for (const char* name : {"kill", "tgkill"}) rules.refuse_if_other(name, 0, self);
  rules.refuse("tkill");
  rules.refuse_if_other("prlimit64", 0, 0);
  for (const std::uint32_t command : kOwnerships) rules.refuse_if_same("fcntl", 1, command);
  for (const std::uint32_t command : kTerminals) rules.refuse_if_same("ioctl", 1, command);
  if (!sandbox.may_start_programs) {
    for (const char* name : {"fork", "vfork", "execve", "execveat"}) rules.refuse(name);
    rules.refuse_without("clone", 0, CLONE_THREAD);
  }
  for (const std::uint32_t kind : kNamespaces) rules.refuse_with("clone", 0, kind);
  rules.refuse("clone3", ENOSYS);  // whose flags a filter cannot see: threads and processes are made by clone then
  if (rules.error() != 0) return refused("seccomp", rules.error());
  if (const int loaded = seccomp_load(filter.get()); loaded != 0) return refused("seccomp", -loaded);
  return true;
}

}  // namespace

std::string to_text(const Confinement& confinement) {
  std::string words = confinement.landlock > 0 ? "reads its own files and the system's, writes in its own temporary folder alone"
                                               : "files are not kept from it (this kernel has no Landlock)";
  words += confinement.seccomp ? "; no network, no signals to other programs" : "; the network is not kept from it (this kernel has no seccomp)";
  return words;
}

Result<Confinement> confine_this_process(const Sandbox& sandbox) {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) != 0) return refused("PR_SET_NO_NEW_PRIVS", errno);
  Confinement made;
  const auto files = restrict_files(sandbox);
  if (!files) return files.error();
  made.landlock = *files;
  const auto calls = restrict_calls(sandbox);
  if (!calls) return calls.error();
  made.seccomp = *calls;
  return made;
}

}  // namespace sayso
