/** Keys of the installation: the command that makes and rotates them. */
export default {
  usage:
    "用法：npm run -s keys -- rotate               更换本系统的主密钥\n      npm run -s keys -- issuer [--distrust]  更换证书签发密钥\n      npm run -s keys -- make                 生成一个新的主密钥，供 SECRET_KEY 使用",
  rows: "{{of}}：{{count}} 条已改用新密钥",
  rotated: "主密钥已更换。已打印的参赛证仍然有效，登录保留；短时效的查分登录和登录第二步须重新进行。",
  aside: "旧密钥保存在 {{file}}：只有更换之前做的备份还需要它。这些备份全部销毁后，请销毁该文件。",
  environment: "请以 SECRET_KEY=（新密钥）启动所有进程；旧密钥只有更换之前做的备份还需要，这些备份全部销毁后，请销毁它。",
  settled: "上一次更换在提交之后中断，现已完成：secret.key 是新密钥。",
  issuer: "证书签发密钥已更换，新密钥：{{id}}。以前签发的证书仍可查验。",
  issuerDistrusted: "证书签发密钥已更换，新密钥：{{id}}。旧密钥已宣布不可信，由它签发的证书须联网查验。",
  refusal: {
    "server-running": "系统正在运行：更换主密钥前，请先停止所有进程。",
    "database-older": "数据库的版本比本程序旧：请先用 npm start 启动一次，完成升级，再更换密钥。",
    "server-started": "更换期间有进程启动：请立即停止并重新启动它，否则它仍在使用旧密钥。",
    "key-other": "此密钥不是本数据库所用的主密钥：请用当前的 SECRET_KEY 或 secret.key。",
    "new-key-missing": "主密钥来自 SECRET_KEY：请用 npm run -s keys -- make 生成新密钥，设置 NEW_SECRET_KEY，再运行一次。",
    "new-key-same": "新密钥与现用的相同：请生成另一个。",
  },
} as const;
