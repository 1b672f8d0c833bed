// Command talos-library answers with upstream's own library for Talos configurations: one JSON request a line on standard
// input, one JSON reply a line on standard output. It compares what Slipway made with what the library makes.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/config"
	"github.com/siderolabs/talos/pkg/machinery/config/configloader"
	"github.com/siderolabs/talos/pkg/machinery/config/configpatcher"
	"github.com/siderolabs/talos/pkg/machinery/config/encoder"
	"github.com/siderolabs/talos/pkg/machinery/config/generate"
	"github.com/siderolabs/talos/pkg/machinery/config/generate/secrets"
	"github.com/siderolabs/talos/pkg/machinery/config/machine"
	"go.yaml.in/yaml/v4"
)

type request struct {
	Op       string `json:"op"`
	Ours     string `json:"ours"`     // what Slipway made
	Failed   bool   `json:"failed"`   // Slipway rejected the input
	Contract string `json:"contract"` // such as 1.14
	Secrets  string `json:"secrets"`

	Type        string              `json:"type"`
	Name        string              `json:"name"`
	Endpoint    string              `json:"endpoint"`
	Kubernetes  string              `json:"kubernetes"`
	SANs        []string            `json:"sans"`
	Scheduling  bool                `json:"scheduling"`
	DNSDomain   string              `json:"dnsDomain"`
	Disk        string              `json:"disk"`
	Image       string              `json:"image"`
	KernelArgs  []string            `json:"kernelArgs"`
	Port        int                 `json:"port"`
	Sysctls     map[string]string   `json:"sysctls"`
	CNI         string              `json:"cni"`
	Mirrors     map[string][]string `json:"mirrors"`
	Authorities map[string]string   `json:"authorities"`
	Insecure    []string            `json:"insecure"`
	Discovery   *bool               `json:"discovery"`
	KubePrism   *int                `json:"kubePrism"`
	KubeSpan    *bool               `json:"kubeSpan"`
	Debug       bool                `json:"debug"`

	Config  string   `json:"config"`
	Patches []string `json:"patches"`
}

type reply struct {
	Same     bool     `json:"same"`
	Theirs   string   `json:"theirs"`
	Error    string   `json:"error"`
	Warnings []string `json:"warnings"`
}

type metal struct{}

func (metal) String() string        { return "metal" }
func (metal) RequiresInstall() bool { return true }
func (metal) InContainer() bool     { return false }

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)

	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}

		var r request
		if err := json.Unmarshal(line, &r); err != nil {
			panic(err)
		}

		if err := out.Encode(answer(&r)); err != nil {
			panic(err)
		}
	}
}

func answer(r *request) (result reply) {
	defer func() {
		if p := recover(); p != nil {
			result = reply{Error: fmt.Sprintf("panic: %v", p)}
		}

		if result.Error != "" {
			result.Same = r.Failed
		} else if r.Op != "validate" {
			result.Same = !r.Failed && same(r.Ours, result.Theirs)
		}
	}()

	var (
		theirs string
		err    error
	)

	switch r.Op {
	case "generate":
		theirs, err = generated(r)
	case "load":
		theirs, err = loaded(r.Config)
	case "patch":
		theirs, err = patched(r)
	case "secrets":
		theirs, err = bundle(r)
	case "validate":
		var warnings []string
		warnings, err = validated(r.Config)
		if err == nil {
			return reply{Same: !r.Failed, Warnings: warnings}
		}
	default:
		err = errors.New("unknown operation " + r.Op)
	}

	if err != nil {
		return reply{Error: err.Error()}
	}

	return reply{Theirs: theirs}
}

func loaded(text string) (string, error) {
	cfg, err := configloader.NewFromBytes([]byte(text))
	if err != nil {
		return "", err
	}

	b, err := cfg.Clone().EncodeBytes(encoder.WithComments(encoder.CommentsDisabled))

	return string(b), err
}

func validated(text string) ([]string, error) {
	cfg, err := configloader.NewFromBytes([]byte(text))
	if err != nil {
		return nil, err
	}

	return cfg.ValidateAsClient(metal{})
}

func patched(r *request) (string, error) {
	var patches []configpatcher.Patch

	for _, text := range r.Patches {
		p, err := configpatcher.LoadPatch([]byte(text))
		if err != nil {
			return "", err
		}

		patches = append(patches, p)
	}

	cfg, err := configloader.NewFromBytes([]byte(r.Config))
	if err != nil {
		return "", err
	}

	out, err := configpatcher.Apply(configpatcher.WithConfig(cfg), patches)
	if err != nil {
		return "", err
	}

	provider, err := out.Config()
	if err != nil {
		return "", err
	}

	b, err := provider.Clone().EncodeBytes(encoder.WithComments(encoder.CommentsDisabled))

	return string(b), err
}

func bundle(r *request) (string, error) {
	contract, err := config.ParseContractFromVersion(r.Contract)
	if err != nil {
		return "", err
	}

	b := &secrets.Bundle{Clock: secrets.NewClock()}
	if err := yaml.Unmarshal([]byte(r.Secrets), b); err != nil {
		return "", err
	}

	if err := b.Validate(contract); err != nil {
		return "", err
	}

	out, err := yaml.Marshal(b)

	return string(out), err
}

func generated(r *request) (string, error) {
	contract, err := config.ParseContractFromVersion(r.Contract)
	if err != nil {
		return "", err
	}

	b := &secrets.Bundle{Clock: secrets.NewFixedClock(time.Now())}
	if err := yaml.Unmarshal([]byte(r.Secrets), b); err != nil {
		return "", err
	}

	options := []generate.Option{
		generate.WithVersionContract(contract), generate.WithSecretsBundle(b),
		generate.WithAdditionalSubjectAltNames(r.SANs), generate.WithAllowSchedulingOnControlPlanes(r.Scheduling),
		generate.WithDNSDomain(r.DNSDomain), generate.WithInstallDisk(r.Disk), generate.WithInstallImage(r.Image),
		generate.WithInstallExtraKernelArgs(r.KernelArgs), generate.WithLocalAPIServerPort(r.Port),
		generate.WithSysctls(r.Sysctls), generate.WithCustomCNIUrl(r.CNI), generate.WithDebug(r.Debug),
	}
	for host, endpoints := range r.Mirrors {
		options = append(options, generate.WithRegistryMirror(host, endpoints...))
	}

	for host, ca := range r.Authorities {
		options = append(options, generate.WithRegistryCACert(host, ca))
	}

	for _, host := range r.Insecure {
		options = append(options, generate.WithRegistryInsecureSkipVerify(host))
	}

	if r.Discovery != nil {
		options = append(options, generate.WithClusterDiscovery(*r.Discovery))
	}

	if r.KubePrism != nil {
		options = append(options, generate.WithKubePrismPort(*r.KubePrism))
	}

	if r.KubeSpan != nil {
		options = append(options, generate.WithKubeSpanEnabled(*r.KubeSpan))
	}

	in, err := generate.NewInput(r.Name, r.Endpoint, r.Kubernetes, options...)
	if err != nil {
		return "", err
	}

	kind, err := machine.ParseType(r.Type)
	if err != nil {
		return "", err
	}

	p, err := in.Config(kind)
	if err != nil {
		return "", err
	}

	out, err := p.EncodeBytes(encoder.WithComments(encoder.CommentsDisabled))

	return string(out), err
}

func same(ours, theirs string) bool {
	a, errA := documents(ours)
	b, errB := documents(theirs)

	return errA == nil && errB == nil && reflect.DeepEqual(a, b)
}

func documents(text string) ([]any, error) {
	dec := yaml.NewDecoder(bytes.NewReader([]byte(text)))

	var result []any

	for {
		var document any

		err := dec.Decode(&document)
		if errors.Is(err, io.EOF) {
			return result, nil
		}

		if err != nil {
			return nil, err
		}

		result = append(result, document)
	}
}
