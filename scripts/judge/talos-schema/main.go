// Command talos-schema prints the Go types of every kind of configuration document, for schema.py.
package main

import (
	"fmt"
	"reflect"
	"sort"
	"strings"

	"github.com/siderolabs/talos/pkg/machinery/config/configloader"
)

// kinds that some version from 1.10 to 1.14 knows; a version leaves out what it doesn't know.
var kinds = []string{
	"BGPInstanceConfig", "BlackholeRouteConfig", "BondConfig", "BridgeConfig", "CRIBaseRuntimeSpecConfig",
	"CRICustomizationConfig", "ContainerConfig", "DHCPv4Config", "DHCPv6Config", "DiscoveryIdentityConfig",
	"DiscoveryServiceConfig", "DummyLinkConfig", "EnvironmentConfig", "EtcFileConfig", "EthernetConfig",
	"EventSinkConfig", "ExistingVolumeConfig", "ExtensionServiceConfig", "ExternalVolumeConfig",
	"FilesystemScrubConfig", "FilesystemTrimConfig", "HCloudVIPConfig", "HTTPProbeConfig", "HostnameConfig",
	"ImageCacheConfig", "ImageVerificationConfig", "KernelModuleConfig", "KmsgLogConfig",
	"KubeAPIServerCAConfig", "KubeAPIServerConfig", "KubeAdmissionControlConfig", "KubeAggregatorCAConfig",
	"KubeAuditPolicyConfig", "KubeAuthenticationConfig", "KubeAuthorizerConfig", "KubeClusterConfig",
	"KubeControllerManagerConfig", "KubeCoreDNSConfig", "KubeCredentialProviderConfig",
	"KubeEtcdEncryptionConfig", "KubeExternalManifestConfig", "KubeFlannelCNIConfig",
	"KubeInlineManifestConfig", "KubeNetworkConfig", "KubeNodeConfig", "KubePrismConfig", "KubeProxyConfig",
	"KubeSchedulerConfig", "KubeServiceAccountConfig", "KubeSpanConfig", "KubeSpanEndpointsConfig",
	"KubeStaticPodConfig", "KubeTalosAPIAccessConfig", "KubeletConfig", "LVMLogicalVolumeConfig",
	"LVMVolumeGroupConfig", "Layer2VIPConfig", "LinkAliasConfig", "LinkConfig", "NetworkDefaultActionConfig",
	"NetworkRuleConfig", "OOMConfig", "PCIDriverRebindConfig", "RAIDArrayConfig", "RawVolumeConfig",
	"RegistryAuthConfig", "RegistryMirrorConfig", "RegistryTLSConfig", "ResolverConfig", "RoutingRuleConfig",
	"SecurityProfileConfig", "SideroLinkConfig", "StaticHostConfig", "SwapVolumeConfig", "SysctlConfig",
	"SysfsConfig", "TCPProbeConfig", "TimeSyncConfig", "TrustedRootsConfig", "UdevRulesConfig",
	"UnattendedInstallConfig", "UserVolumeConfig", "VLANConfig", "VRFConfig", "VethConfig", "VolumeConfig",
	"WatchdogTimerConfig", "WireguardConfig", "ZswapConfig", "v1alpha1",
}

var seen = map[reflect.Type]bool{}
var queue []reflect.Type
var scalars = map[string]bool{}

func has(t reflect.Type, m string) bool {
	if _, ok := t.MethodByName(m); ok {
		return true
	}
	_, ok := reflect.PointerTo(t).MethodByName(m)
	return ok
}

func custom(t reflect.Type) string {
	s := ""
	for _, m := range []string{"UnmarshalYAML", "MarshalYAML", "UnmarshalText", "MarshalText", "Merge", "IsZero", "String"} {
		if has(t, m) {
			s += " " + m
		}
	}
	return s
}

func name(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return "*" + name(t.Elem())
	case reflect.Slice:
		if t.Name() != "" {
			note(t)
			return t.String() + "=[]" + name(t.Elem())
		}
		return "[]" + name(t.Elem())
	case reflect.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), name(t.Elem()))
	case reflect.Map:
		if t.Name() != "" {
			note(t)
			return t.String() + "=map[" + name(t.Key()) + "]" + name(t.Elem())
		}
		return "map[" + name(t.Key()) + "]" + name(t.Elem())
	case reflect.Struct:
		note(t)
		if !seen[t] {
			seen[t] = true
			queue = append(queue, t)
		}
		return t.String()
	default:
		if t.PkgPath() != "" {
			note(t)
			return t.String() + ":" + t.Kind().String()
		}
		return t.String()
	}
}

type tm interface{ MarshalText() ([]byte, error) }
type tu interface{ UnmarshalText([]byte) error }

func enum(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Int, reflect.Uint8, reflect.Uint16, reflect.Uint32:
	default:
		return ""
	}
	if !has(t, "UnmarshalText") {
		return ""
	}
	out := []string{}
	for i := 0; i < 66000; i++ {
		v := reflect.New(t)
		if t.Kind() == reflect.Int {
			v.Elem().SetInt(int64(i))
		} else {
			if t.Kind() == reflect.Uint8 && i > 255 || t.Kind() == reflect.Uint16 && i > 65535 {
				break
			}
			v.Elem().SetUint(uint64(i))
		}
		m, ok := v.Elem().Interface().(tm)
		if !ok {
			continue
		}
		b, err := m.MarshalText()
		if err != nil {
			continue
		}
		w := reflect.New(t)
		if err := w.Interface().(tu).UnmarshalText(b); err == nil && w.Elem().Interface() == v.Elem().Interface() {
			if i == 0 {
				out = append(out, "0:"+string(b))
				continue
			}
			out = append(out, string(b))
			if len(out) > 60 {
				return " enum=MANY"
			}
		}
	}
	return " enum=" + strings.Join(out, "|")
}

func note(t reflect.Type) {
	c := custom(t) + enum(t)
	scalars[fmt.Sprintf("CUSTOM %s kind=%s%s", t.String(), t.Kind(), c)] = true
}

func main() {
	for _, k := range kinds {
		src := "apiVersion: v1alpha1\nkind: " + k + "\n"
		if k == "v1alpha1" {
			src = "version: v1alpha1\nmachine: {}\n"
		}
		for _, n := range []string{"", "name: x\n", "name: 10.0.0.1\n"} {
			p, err := configloader.NewFromBytes([]byte(src + n))
			if err != nil {
				continue
			}
			d := p.Documents()[0]
			t := reflect.TypeOf(d).Elem()
			extra := ""
			for _, m := range []string{"Name", "ControlplaneOnlyDocument", "ConflictsWithKinds", "V1Alpha1ConflictValidate", "Validate", "RuntimeValidate", "AdditionalLinkConfigs"} {
				if has(t, m) {
					extra += " " + m
				}
			}
			fmt.Printf("DOC %s %s%s\n", k, name(t), extra)
			break
		}
	}
	for len(queue) > 0 {
		t := queue[0]
		queue = queue[1:]
		fmt.Printf("TYPE %s%s\n", t.String(), custom(t))
		for i := 0; i < t.NumField(); i++ {
			f := t.Field(i)
			if f.PkgPath != "" && !f.Anonymous {
				continue
			}
			tag := f.Tag.Get("yaml")
			if tag == "-" {
				continue
			}
			parts := strings.Split(tag, ",")
			if parts[0] == "" {
				parts[0] = strings.ToLower(f.Name)
			}
			fmt.Printf("  %s\t%s\t%s\tmerge=%s\ttalos=%s\tgo=%s\n", parts[0], name(f.Type), strings.Join(parts[1:], ","), f.Tag.Get("merge"), f.Tag.Get("talos"), f.Name)
		}
	}
	var l []string
	for s := range scalars {
		l = append(l, s)
	}
	sort.Strings(l)
	for _, s := range l {
		fmt.Println(s)
	}
}
