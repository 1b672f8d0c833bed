"""Derives schema.txt from what the program beside it printed for each version of Talos's configuration types."""
import re
import sys
VERS=[("1.10","1.10.0"),("1.11","1.11.6"),("1.12","1.12.4"),("1.13","1.13.9"),("1.14","1.14.1")]
def parse(f):
    docs={};types={};customs={};cur=None
    for line in open(f):
        line=line.rstrip("\n")
        if line.startswith("DOC "):
            p=line.split();docs[p[1]]=(p[2],p[3:])
        elif line.startswith("TYPE "):
            p=line.split();cur=p[1];types[cur]=[]
        elif line.startswith("CUSTOM "):
            p=line.split(' ');n=p[1];c={w for w in p[3:]}
            e=[w for w in p[3:] if w.startswith("enum=")]
            customs[n]=(p[2],c,e[0][5:] if e else None)
        elif line.startswith("  "):
            k,t,tag,merge,talos,go=line[2:].split("\t")
            types[cur].append((k,t,tag.split(","),merge[6:],talos[6:]))
    return docs,types,customs
data=[(v,)+parse(f"{sys.argv[1]}/{f}/types.txt") for v,f in VERS]
new=data[-1]
enums={}
SC={"string":"string","bool":"bool","int":"int","int32":"int32","int64":"int","uint":"uint","uint8":"uint8","uint16":"uint16","uint32":"uint32","uint64":"uint","float64":"float",
"time.Duration:int64":"duration","meta.Unstructured":"object","v1alpha1.Endpoint":"endpoint","meta.URL":"url","meta.Prefix":"prefix","netip.Prefix":"rawprefix","meta.Addr":"addr","netip.Addr":"rawaddr","meta.AddrPort":"addrport","netip.AddrPort":"rawaddrport",
"block.ByteSize":"bytes","block.PercentageSize":"percent","block.Size":"size","cel.Expression":"cel","network.PortRange":"ports","v1alpha1.DiskSize:uint64":"disksize","v1alpha1.FileMode:uint32":"mode","runtime.EtcFileMode:uint32":"mode",
"v1alpha1.InstallDiskSizeMatcher":"disksizematch","meta.ArgValue":"argument","nethelpers.RoutingTable:uint32":"table","interface {}":"any","v1alpha1.InstallDiskType:string":"string"}
def short(n): return n.replace("V1Alpha1","")
used=set()
def ty(t,customs):
    """ (type, flags) """
    fl=[]
    if t.startswith("*"):
        a,f=ty(t[1:],customs); return "*"+a,f
    if "=" in t:
        name,rest=t.split("=",1)
        if name=="nethelpers.HardwareAddr": return "mac",[]
        if name=="v1alpha1.Base64Bytes": return "base64",[]
        by={"extensions.ConfigFileList":"by=mountPath","v1alpha1.AdmissionPluginConfigList":"by=name","v1alpha1.NetworkDeviceList":"by=interface","v1alpha1.VlanList":"by=vlanId","security.ImageVerificationRules":"by=image"}.get(name)
        a,f=ty(rest,customs)
        if by: f=f+[by]
        if name=="meta.Args": f=f+["overwrite"]
        if name=="v1alpha1.ClusterInlineManifests": f=f+["trimmed"]
        return a,f
    if t.startswith("[]uint8"): return "base64",[]
    if t.startswith("[]"):
        a,f=ty(t[2:],customs); return "[]"+a,f
    m=re.match(r"map\[([^\]]+)\](.*)",t)
    if m:
        a,f=ty(m.group(2),customs); return "{}"+a,f
    if t in SC: return SC[t],[]
    if ":" in t:
        n=t.split(":")[0]
        if n in customs and customs[n][2]:
            e=short(n.split(".")[1]);enums[e]=max(enums.get(e,""),customs[n][2],key=len)
            return "enum:"+e,[]
        k=t.split(":")[1]
        if k in SC: return SC[k],[]
        raise Exception(t)
    used.add(t)
    return short(t),[]
def fields(ver,t,seen=()):
    _,docs,types,customs=ver
    out=[]
    for k,tt,tag,merge,talos in types[t]:
        if "inline" in tag:
            b=tt.lstrip("*")
            if b=="meta.Meta": out+= [("apiVersion","string",["omitempty"],"",""),("kind","string",["omitempty"],"","")]
            else: out+=fields(ver,b)
        else: out.append((k,tt,tag,merge,talos))
    return out
def flat(ver):
    _,docs,types,customs=ver
    r={}
    for t in types:
        try: r[short(t)]={f[0]:f for f in fields(ver,t)}
        except KeyError as e: print("missing",t,e,file=sys.stderr)
    return r
flats=[(v[0],flat(v)) for v in data]
out=[]
# which document kinds since
queue=[];seen=set()
for kind in sorted(new[1],key=lambda k:(k!="v1alpha1",k)):
    t,ms=new[1][kind]
    since=[v[0] for v in data if kind in v[1]][0]
    fl=[]
    if since!="1.10": fl.append("since="+since)
    if "Name" in ms: fl.append("named")
    if "ControlplaneOnlyDocument" in ms: fl.append("controlplane")
    out.append(" ".join(["document",kind,short(t)]+fl))
    queue.append(t)
i=0
tl=[]
PEM={"x509.PEMEncodedCertificateAndKey","x509.PEMEncodedKey","x509.PEMEncodedCertificate"}
while i<len(queue):
    t=queue[i];i+=1
    if t in seen: continue
    seen.add(t)
    s=short(t)
    zero="IsZero" in new[3].get(t,("",set(),None))[1]
    lines=[f"type {s}"+(" zero=provider,keys" if s=="block.EncryptionSpec" else "")]
    names=[]
    for k,tt,tag,merge,talos in fields(new,t):
        used.clear()
        a,f=ty(tt,new[3])
        queue+= sorted(used)
        fl=[]
        if "omitempty" in tag: fl.append("omit")
        if tt.startswith("network.SearchDomainList"): fl.append("keep")
        if merge=="replace": fl.append("replace")
        if t in PEM: fl.append("always")
        fl+=f
        have=[v for v,fx in flats if s in fx and k in fx[s]]
        tv=[v for v,fx in flats if s in fx]
        if have and tv and have[0]!=tv[0]: fl.append("since="+have[0])
        gaps=[v for v in tv if v>=have[0] and v not in have]
        if gaps: print("gap",s,k,gaps,file=sys.stderr)
        lines.append(" ".join(["",k,a]+fl)); names.append(k)
    # removed fields
    for v,fx in flats[:-1]:
        if s in fx:
            for k,f in fx[s].items():
                if k not in names: print("removed after",v,s,k,f,file=sys.stderr)
    tl+=lines
for e,v in sorted(enums.items()): out.append("enum "+e+" "+" ".join(v.split("|")))
print("\n".join(out + tl))
