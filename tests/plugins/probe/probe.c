/* A checker that tries to get out: each attempt is a finding that says "refused" and why, or "escaped". What it tries it with is
 * a file of the test's, named by the setting "outside". */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plugins/sdk/sayso_plugin.h"

#ifndef SYS_io_uring_setup
#define SYS_io_uring_setup 425
#endif
#ifndef SYS_clone3
#define SYS_clone3 435
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

static char outside[512]; /* a file */
static char beside[600];  /* a name in its folder */

/* Each gives 0 when it got out, and else sets errno. */

static int result_of_open(int fd) {
  if (fd < 0) return -1;
  close(fd);
  return 0;
}

static int reads_accounts(void) { return result_of_open(open("/etc/passwd", O_RDONLY)); }
static int reads_file(void) { return result_of_open(open(outside, O_RDONLY)); }
static int writes_file(void) { return result_of_open(open(outside, O_WRONLY)); }
static int makes_file(void) { return result_of_open(open(beside, O_WRONLY | O_CREAT, 0600)); }
static int removes_file(void) { return unlink(outside); }
static int moves_file(void) { return rename(outside, beside); }
static int links_file(void) { return link(outside, beside); }
static int makes_symlink(void) { return symlink(outside, beside); }
static int makes_folder(void) { return mkdir(beside, 0700); }
static int cuts_file(void) { return truncate(outside, 0); }
static int changes_mode(void) { return chmod(outside, 0); }
static int changes_times(void) { return utimensat(AT_FDCWD, outside, NULL, 0); }

static int lists_folder(void) {
  DIR* folder = opendir("/home");
  if (folder == NULL) return -1;
  closedir(folder);
  return 0;
}

static int reads_editors_environment(void) {
  char name[64];
  snprintf(name, sizeof name, "/proc/%ld/environ", (long)getppid());
  return result_of_open(open(name, O_RDONLY));
}

static int opens_internet_socket(void) { return result_of_open(socket(AF_INET, SOCK_STREAM, 0)); }
static int opens_local_socket(void) { return result_of_open(socket(AF_UNIX, SOCK_STREAM, 0)); }

static int opens_ring(void) {
  char parameters[256];
  memset(parameters, 0, sizeof parameters);
  return result_of_open((int)syscall(SYS_io_uring_setup, 4, parameters));
}

static int signals_editor(void) { return kill(getppid(), 0); }
static int signals_group(void) { return kill(0, 0); }

static int owns_file_for_editor(void) {
  int ends[2];
  int set;
  if (pipe(ends) != 0) return -1;
  set = fcntl(ends[0], F_SETOWN, getppid());
  close(ends[0]);
  close(ends[1]);
  return set;
}

static int traces_editor(void) { return ptrace(PTRACE_SEIZE, getppid(), NULL, NULL) == 0 ? 0 : -1; }
static int holds_editor(void) { return result_of_open((int)syscall(SYS_pidfd_open, getppid(), 0)); }

static int reads_editors_memory(void) {
  char byte;
  struct iovec here, there;
  here.iov_base = &byte;
  here.iov_len = 1;
  there.iov_base = (void*)&outside; /* looked at only when the call itself is let through */
  there.iov_len = 1;
  return process_vm_readv(getppid(), &here, 1, &there, 1, 0) == 1 ? 0 : -1;
}

static int forks(void) {
  pid_t child = fork();
  if (child < 0) return -1;
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  return 0;
}

static int clones(void) {
  long made;
  struct {
    unsigned long long flags, rest[10];
  } arguments;
  memset(&arguments, 0, sizeof arguments);
  made = syscall(SYS_clone3, &arguments, sizeof arguments);
  if (made == 0) _exit(0);
  return made > 0 ? 0 : -1;
}

static int starts_program(void) {
  char* const argv[] = {(char*)"/bin/true", NULL};
  return execve(argv[0], argv, NULL); /* comes back only when it was refused */
}

static int makes_namespace(void) { return (int)syscall(SYS_unshare, 0x10000000); }
static int mounts(void) { return mount("none", "/tmp", "tmpfs", 0, NULL); }
static int changes_root(void) { return chroot("/"); }
static int uses_keys(void) { return syscall(SYS_keyctl, 0, -3, 0) >= 0 ? 0 : -1; }

static int loads_kernel_program(void) {
  char attributes[128];
  memset(attributes, 0, sizeof attributes);
  return result_of_open((int)syscall(SYS_bpf, 0, attributes, sizeof attributes));
}

/* Descriptors of the editor: only its three pipes and what this process opened itself may be there. */
static int finds_descriptors(void) {
  int fd;
  for (fd = 3; fd < 1024; ++fd) {
    struct stat found;
    if (fstat(fd, &found) == 0 && !S_ISFIFO(found.st_mode)) return 0;
  }
  errno = EBADF;
  return -1;
}

static const struct {
  const char* name;
  int (*attempt)(void);
} attempts[] = {{"reads-accounts", reads_accounts},
                {"reads-file", reads_file},
                {"writes-file", writes_file},
                {"makes-file", makes_file},
                {"lists-folder", lists_folder},
                {"reads-editors-environment", reads_editors_environment},
                {"links-file", links_file},
                {"makes-symlink", makes_symlink},
                {"makes-folder", makes_folder},
                {"moves-file", moves_file},
                {"changes-mode", changes_mode},
                {"changes-times", changes_times},
                {"cuts-file", cuts_file},
                {"removes-file", removes_file},
                {"opens-internet-socket", opens_internet_socket},
                {"opens-local-socket", opens_local_socket},
                {"opens-ring", opens_ring},
                {"signals-editor", signals_editor},
                {"signals-group", signals_group},
                {"owns-file-for-editor", owns_file_for_editor},
                {"traces-editor", traces_editor},
                {"holds-editor", holds_editor},
                {"reads-editors-memory", reads_editors_memory},
                {"forks", forks},
                {"clones", clones},
                {"starts-program", starts_program},
                {"makes-namespace", makes_namespace},
                {"mounts", mounts},
                {"changes-root", changes_root},
                {"uses-keys", uses_keys},
                {"loads-kernel-program", loads_kernel_program},
                {"finds-descriptors", finds_descriptors}};

static sayso_text words(const char* text) {
  sayso_text made;
  made.data = text;
  made.size = strlen(text);
  return made;
}

static int32_t open_project(const sayso_host* host, const sayso_project* project, void** self) {
  size_t i;
  (void)host;
  *self = NULL;
  for (i = 0; i < project->setting_count; ++i) {
    const sayso_attribute* setting = project->settings[i];
    if (strcmp(setting->name.data, "outside") == 0 && setting->text.size < sizeof outside) strcpy(outside, setting->text.data);
  }
  snprintf(beside, sizeof beside, "%s.probe", outside);
  return 0;
}

/* Can it write where it may? */
static int32_t writes_in_its_own_folder(void) {
  char name[600];
  const char* folder = getenv("TMPDIR");
  FILE* file;
  int wrote;
  if (folder == NULL) return 0;
  snprintf(name, sizeof name, "%s/mine.txt", folder);
  file = fopen(name, "w");
  wrote = file != NULL && fputs("mine", file) >= 0;
  if (file != NULL && fclose(file) != 0) wrote = 0;
  return wrote;
}

static int32_t say(const sayso_host* host, const char* rule, const char* message) {
  sayso_finding finding;
  memset(&finding, 0, sizeof finding);
  finding.struct_size = (uint32_t)sizeof finding;
  finding.severity = SAYSO_SEVERITY_HINT;
  finding.rule = words(rule);
  finding.message = words(message);
  return host->finding(host, &finding);
}

static int32_t take_article(const sayso_host* host, void* self, const sayso_article* article) {
  size_t i;
  (void)self;
  (void)article;
  if (say(host, "writes-in-its-own-folder", writes_in_its_own_folder() ? "yes" : "no") != 0) return 1;
  for (i = 0; i < sizeof attempts / sizeof attempts[0]; ++i) {
    char message[200];
    int failed;
    errno = 0;
    failed = attempts[i].attempt();
    snprintf(message, sizeof message, "%s%s", failed ? "refused: " : "escaped", failed ? strerror(errno) : "");
    if (say(host, attempts[i].name, message) != 0) return 1;
  }
  return 0;
}

static void close_project(const sayso_host* host, void* self) {
  (void)host;
  (void)self;
}

SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t abi_major, uint32_t abi_minor) {
  static sayso_plugin plugin;
  (void)abi_major;
  (void)abi_minor;
  plugin.struct_size = (uint32_t)sizeof plugin;
  plugin.abi_major = SAYSO_PLUGIN_ABI_MAJOR;
  plugin.abi_minor = SAYSO_PLUGIN_ABI_MINOR;
  plugin.description = "{\"id\": \"org.sayso.test.probe\", \"version\": \"0\", \"kind\": \"checker\"}";
  plugin.open = open_project;
  plugin.article = take_article;
  plugin.close = close_project;
  return &plugin;
}
