// Command oracle answers, with the DaemonSet controller's own code, whether a
// daemon Pod should run on a Node.
//
// It reads one JSON object {"daemonSet": …, "node": …} per line and prints one
// {"shouldRun": bool, "shouldContinueRunning": bool} per line. Nothing is
// defaulted or validated: give it what the API server would have stored.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/controller/daemon"
	_ "k8s.io/kubernetes/pkg/features"
)

type pair struct {
	DaemonSet *appsv1.DaemonSet `json:"daemonSet"`
	Node      *corev1.Node      `json:"node"`
}

type verdict struct {
	ShouldRun             bool `json:"shouldRun"`
	ShouldContinueRunning bool `json:"shouldContinueRunning"`
}

const maxLineBytes = 16 << 20

func main() {
	if gates := os.Getenv("FEATURE_GATES"); gates != "" {
		if err := utilfeature.DefaultMutableFeatureGate.Set(gates); err != nil {
			fail(err)
		}
	}
	logger := klog.Background()
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 0, 1<<20), maxLineBytes)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	answers := json.NewEncoder(out)
	for lines.Scan() {
		var p pair
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			fail(err)
		}
		shouldRun, shouldContinue := daemon.NodeShouldRunDaemonPod(logger, p.Node, p.DaemonSet)
		if err := answers.Encode(verdict{shouldRun, shouldContinue}); err != nil {
			fail(err)
		}
	}
	if err := lines.Err(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "oracle:", err)
	os.Exit(1)
}
