// What a process that shut itself in can still do, under each version of Landlock that this kernel can stand for.
#include "core/process/sandbox.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <thread>

#include "tests/support/other_process.h"
#include "tests/support/temporary_folder.h"

using namespace sayso;

namespace {

struct Places {
  TemporaryFolder folder;
  std::filesystem::path readable = folder / "readable", writable = folder / "writable", other = folder / "other";

  Places() {
    for (const auto& each : {readable, writable, other}) {
      std::filesystem::create_directory(each);
      std::ofstream(each / "a.txt") << "words";
    }
  }
};

bool opens(const std::filesystem::path& path, int how) {
  const int fd = ::open(path.c_str(), how, 0600);
  if (fd >= 0) ::close(fd);
  return fd >= 0;
}

// "1" or "0" for each thing that was tried, in this order; first the version of Landlock, and whether seccomp is in force.
std::string tried(const Places& places, Sandbox sandbox) {
  return tests::in_another_process([&] {
    sandbox.readable = {places.readable, "/usr", "/lib", "/lib64", "/not/there"};
    sandbox.writable = {places.writable};
    const auto made = confine_this_process(sandbox);
    if (!made) return to_text(made.error());
    std::string found = std::to_string(made->landlock) + (made->seccomp ? "s" : "-");
    const auto note = [&](bool worked) { found += worked ? '1' : '0'; };
    found += " read:";
    note(opens(places.readable / "a.txt", O_RDONLY));
    note(opens(places.writable / "a.txt", O_RDONLY));
    note(opens(places.other / "a.txt", O_RDONLY));
    found += " write:";
    note(opens(places.readable / "a.txt", O_WRONLY));
    note(opens(places.writable / "a.txt", O_WRONLY));
    note(opens(places.other / "a.txt", O_WRONLY));
    found += " make:";
    note(opens(places.readable / "b.txt", O_WRONLY | O_CREAT));
    note(opens(places.writable / "b.txt", O_WRONLY | O_CREAT));
    note(opens(places.other / "b.txt", O_WRONLY | O_CREAT));
    found += " cut:";
    note(::truncate((places.readable / "a.txt").c_str(), 0) == 0);
    note(::truncate((places.other / "a.txt").c_str(), 0) == 0);
    found += " mode:";
    note(::chmod((places.other / "a.txt").c_str(), 0) == 0);
    found += " socket:";
    note(::socket(AF_INET, SOCK_STREAM, 0) >= 0);
    found += " signal:";
    note(::kill(::getppid(), 0) == 0);
    note(::kill(::getpid(), 0) == 0);
    found += " start:";
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    note(child > 0);
    found += " leave:";
    note(::setsid() >= 0);
    note(::setpgid(0, 0) == 0);
    note(::syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, nullptr, nullptr, nullptr, nullptr) >= 0);
    found += " unheard-of:";
    note(::syscall(1000) >= 0 || errno != ENOSYS);
    note(::syscall(SYS_memfd_create, "a", 0) >= 0);
    found += " thread:";
    try {
      bool ran = false;
      std::thread([&] { ran = true; }).join();
      note(ran);
    } catch (const std::exception&) {
      note(false);
    }
    return found;
  });
}

Confinement of_kernel() {
  const std::string found = tests::in_another_process([] {
    const auto made = confine_this_process({});
    return made ? std::to_string(made->landlock) + (made->seccomp ? " s" : " -") : std::string("0 -");
  });
  return {std::stoi(found), found.back() == 's'};
}

}  // namespace

TEST_CASE("sandbox: its own files and the system's are read, its own folder alone is written in, nothing else is reached") {
  const Confinement newest = of_kernel();
  if (newest.landlock == 0 || !newest.seccomp) {
    MESSAGE("skipped: " << to_text(newest));
    return;
  }
  for (int version = 1; version <= newest.landlock; ++version) {
    CAPTURE(version);
    Sandbox sandbox;
    sandbox.most_landlock = version;
    const Places places;
    CHECK(tried(places, sandbox) == std::to_string(version) +
                                        "s read:110 write:010 make:010 cut:00 mode:0 socket:0 signal:01 start:0 leave:000 unheard-of:00 thread:1");
    CHECK(std::filesystem::file_size(places.other / "a.txt") == 5);
  }
}

TEST_CASE("sandbox: a program may start others, which are shut in as well") {
  Sandbox sandbox;
  sandbox.may_start_programs = true;
  const Places places;
  const std::string found = tried(places, sandbox);
  if (of_kernel().seccomp) CHECK(found.find("socket:0") != std::string::npos);
  CHECK(found.find("start:1") != std::string::npos);
  if (of_kernel().seccomp) CHECK(found.find("leave:000 unheard-of:00") != std::string::npos);
}

TEST_CASE("sandbox: without Landlock files are not kept, and that is said") {
  Sandbox sandbox;
  sandbox.most_landlock = 0;
  const Places places;
  const std::string found = tried(places, sandbox);
  CHECK(found.substr(0, 1) == "0");
  CHECK(found.substr(2, 9) == " read:111");
  CHECK(to_text(Confinement{0, true}).find("files are not kept from it") != std::string::npos);
  CHECK(to_text(Confinement{7, false}).find("the network is not kept from it") != std::string::npos);
  CHECK(to_text(Confinement{7, true}).find("not kept") == std::string::npos);
}
